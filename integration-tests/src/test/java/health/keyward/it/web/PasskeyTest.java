package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** A passkey alone is a whole sign-in: something held, unlocked by the person. */
class PasskeyTest {
    private static final URI BOARD = Ward.house().oidcApp().address();

    private static Screen screen;

    @BeforeAll
    static void open() {
        screen = Screen.fresh();
        screen.driver()
                .addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                        .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                        .setHasResidentKey(true)
                        .setHasUserVerification(true)
                        .setIsUserVerified(true));
    }

    @AfterAll
    static void close() {
        screen.close();
    }

    @Test
    void a_person_enrols_a_passkey_and_then_signs_in_with_nothing_else() {
        DemoPerson person = Ward.someone("lab-technician");
        screen.goes(BOARD);
        new AtTheDoor(screen).signsIn(person, BOARD);
        enrol();
        String about = "person=" + person.username();
        SignInRow enrolled = History.eventually(about + "&kind=FACTOR", r -> r.outcome() == Outcome.SUCCESS);
        assertThat(enrolled.type()).isEqualTo("UPDATE_CREDENTIAL");

        screen.goes(BOARD).presses(By.id("logout")).seesText("You are signed out");
        Instant signedOut = Instant.now();
        screen.goes(BOARD);
        screen.until("the passkey opens the board", d -> {
            d.findElements(AtTheDoor.PASSKEY).stream()
                    .filter(WebElement::isDisplayed)
                    .forEach(WebElement::click);
            return screen.text().contains("You are signed in") ? true : null;
        });
        assertThat(screen.reads(By.id("username"))).isEqualTo(person.username());
        assertThat(screen.reads(By.id("acr"))).isEqualTo("mfa");
        assertThat(screen.reads(By.id("amr")))
                .as("no model is proven, so neither hardware nor finger is claimed")
                .contains("pop", "user", "mfa")
                .doesNotContain("pwd", "hwk", "fpt", "pin");

        SignInRow row = History.eventually(
                about + "&from=" + signedOut,
                r -> r.kind() == EventKind.SIGN_IN && r.outcome() == Outcome.SUCCESS && r.method() == Method.PASSKEY);
        assertThat(row.acr()).isEqualTo("mfa");
        assertThat(row.app()).isEqualTo("ward-board");
    }

    private static void enrol() {
        new AtTheDoor(screen).setsUp("webauthn-register-passwordless");
        screen.sees(By.id("registerWebAuthn"));
        screen.picture("passkey-enrol").presses(By.id("registerWebAuthn"));
        screen.until("the passkey is named", d -> {
            try {
                d.switchTo().alert().accept();
                return true;
            } catch (NoAlertPresentException notYet) {
                return null;
            }
        });
        screen.arrives(BOARD);
    }
}
