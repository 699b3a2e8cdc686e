package health.keyward.it.web;

import health.keyward.it.Tokens;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import org.openqa.selenium.By;

/** A person in front of Keycloak's pages. */
final class AtTheDoor {
    static final By NAME = By.id("username");
    static final By PASSWORD = By.id("password");
    static final By CODE = By.id("otp");
    static final By PASSKEY = By.id("authenticateWebAuthnButton");

    private final Screen screen;

    AtTheDoor(Screen screen) {
        this.screen = screen;
    }

    /** Password and one-time code, until the address of the app is reached. */
    void signsIn(DemoPerson person, URI app) {
        givesPassword(person.username(), person.password());
        givesCode(Ward.freshCode(person));
        screen.arrives(app);
    }

    /** Asks Keycloak for a required action, as a signed-in person of the Ward board does when setting up a factor. */
    void setsUp(String action) {
        URI board = Ward.house().oidcApp().address();
        Tokens.Client client = new Tokens.Client("ward-board", "", board + "/login/oauth2/code/keyward");
        screen.goes(URI.create(Tokens.authorize(client, Tokens.random()) + "&kc_action=" + action));
    }

    void givesPassword(String username, String password) {
        screen.types(NAME, username).submits(PASSWORD, password);
    }

    void givesCode(String code) {
        screen.submits(CODE, code);
    }

    /** What the page says went wrong. */
    String complaint() {
        return screen.reads(By.cssSelector("[id^='input-error'], .pf-v5-c-alert__title, .kc-feedback-text"));
    }
}
