package health.keyward.it.web;

import health.keyward.it.Ward;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.virtualauthenticator.Credential;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** Authenticators at hand: Chromium's virtual ones. */
final class Keys {
    private final Screen screen;
    private @Nullable VirtualAuthenticator authenticator;

    Keys(Screen screen) {
        this.screen = screen;
        waitForTheButton(screen);
    }

    /** A virtual authenticator answers before anybody has typed a name; people take a passkey at the door by its button here. */
    static void waitForTheButton(Screen screen) {
        screen.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of("source", "PublicKeyCredential.isConditionalMediationAvailable = async () => false;"));
    }

    /** One that is built in. */
    VirtualAuthenticator platform() {
        return plugs(VirtualAuthenticatorOptions.Transport.INTERNAL);
    }

    /** One on the key ring. */
    VirtualAuthenticator roaming() {
        return plugs(VirtualAuthenticatorOptions.Transport.USB);
    }

    private VirtualAuthenticator plugs(VirtualAuthenticatorOptions.Transport transport) {
        VirtualAuthenticator added = screen.driver()
                .addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                        .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(transport)
                        .setHasResidentKey(true)
                        .setHasUserVerification(true)
                        .setIsUserVerified(true));
        authenticator = added;
        return added;
    }

    private VirtualAuthenticator atHand() {
        return Objects.requireNonNull(authenticator, "no authenticator is plugged in");
    }

    /** Whether a finger will be found on the sensor. */
    void verifies(boolean user) {
        atHand().setUserVerified(user);
    }

    /** What an attacker has who copied the key before it was used. */
    void setsCounterBack() {
        for (Credential key : atHand().getCredentials()) {
            atHand().removeCredential(key.getId());
            atHand().addCredential(Credential.createResidentCredential(
                    key.getId(), key.getRpId(), key.getPrivateKey(), Objects.requireNonNull(key.getUserHandle()), 0));
        }
    }

    /** The person who is signed in at the Ward board sets up a passkey and is back there afterwards. */
    void enrolsPasskey() {
        new AtTheDoor(screen).setsUp("webauthn-register-passwordless");
        screen.sees(By.id("registerWebAuthn"));
        screen.presses(By.id("registerWebAuthn"));
        isNamed();
        screen.arrives(Ward.house().oidcApp().address());
    }

    /** The browser asks what the new key shall be called. */
    void isNamed() {
        screen.until("the passkey is named", d -> {
            try {
                d.switchTo().alert().accept();
                return true;
            } catch (NoAlertPresentException notYet) {
                return null;
            }
        });
    }
}
