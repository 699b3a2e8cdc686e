package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.ClosedAccount;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Whose account was closed opens it again with a key, at a page everybody can use (IN-10). */
class ComingBackByKeyTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final By PASSWORD = By.id("password");
    private static final By KEY = By.id("authenticateWebAuthnButton");

    private static Screen screen;
    private static Keys keys;

    @BeforeAll
    static void open() {
        screen = Screen.fresh();
        keys = new Keys(screen);
        keys.platform();
    }

    @AfterAll
    static void close() {
        screen.close();
    }

    @Test
    void a_passkey_stands_in_for_the_code_and_the_password_is_still_needed() {
        DemoPerson person = Ward.someone("lab-technician");
        screen.goes(BOARD);
        new AtTheDoor(screen).signsIn(person, BOARD);
        keys.enrolsPasskey();
        ClosedAccount.close(person);
        screen.forgets().goes(BOARD);
        new AtTheDoor(screen).givesPassword(person.username(), person.password());
        screen.sees(By.id("keyward-closed-page"));
        assertThat(Axe.breaches(screen, "axe-closed")).isEmpty();

        screen.goes(ClosedAccount.mailedLink(person)).sees(KEY);
        assertThat(Axe.breaches(screen, "axe-return")).isEmpty();
        screen.types(PASSWORD, "not the password").presses(KEY).seesText("Password or second factor was not right");
        assertThat(ClosedAccount.isOpen(person)).isFalse();
        screen.types(PASSWORD, person.password()).presses(KEY).seesText("Your account is open again");
        assertThat(ClosedAccount.isOpen(person)).isTrue();
        assertThat(Axe.breaches(screen, "axe-returned")).isEmpty();
    }

    @Test
    void a_manager_asks_at_a_page_everybody_can_use() {
        ClosedAccount.Managed managed = ClosedAccount.Managed.made();
        AtTheDoor door = new AtTheDoor(screen.forgets());
        door.setsUp("keyward-managers-return");
        door.givesPassword(managed.manager().username(), managed.manager().password());
        door.givesCode(Ward.freshCode(managed.manager()));
        screen.sees(By.id("keyward-managers-return-go"));
        screen.seesText(managed.person().username());
        assertThat(Axe.breaches(screen, "axe-managers-return")).isEmpty();
    }
}
