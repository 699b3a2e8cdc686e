package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.Ward;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The console ends with the session it stands on, wherever that ends (SD-3). */
class ConsoleEndsTest {
    private static final int IDLE_MINUTES = 15;

    @Test
    void the_console_asks_for_a_sign_in_when_its_session_was_ended() {
        try (AtTheConsole console = AtTheConsole.signedIn()) {
            Screen screen = console.screen();
            screen.sees(AtTheConsole.LIST);
            SignInRow row = History.eventually(
                    "app=keyward-console&person=" + Ward.atTheConsole().username(), r -> r.kind() == EventKind.SIGN_IN);
            assertThat(History.endSession(row, "The browser tests end it").statusCode())
                    .isEqualTo(200);
            screen.sees(AtTheDoor.PASSWORD);
        }
    }

    @Test
    void the_console_warns_who_is_idle_and_then_signs_out() {
        try (AtTheConsole console = AtTheConsole.signedIn()) {
            Screen screen = console.screen();
            screen.sees(AtTheConsole.LIST);
            untouchedFor(screen, IDLE_MINUTES * 60 - 30);
            screen.seesText("Are you still there?").picture("idle-warning");
            screen.presses(AtTheConsole.named("Stay signed in"));
            screen.until("the warning is gone", d -> screen.text().contains("Are you still there?") ? null : true);
            untouchedFor(screen, IDLE_MINUTES * 60 + 1);
            screen.seesText("You are signed out");
        }
    }

    @Test
    void the_console_signs_out_of_the_hospital_too() {
        try (AtTheConsole console = AtTheConsole.signedIn()) {
            Screen screen = console.screen();
            screen.sees(AtTheConsole.LIST);
            screen.presses(By.cssSelector("#account vaadin-menu-bar-button")).presses(By.id("sign-out"));
            screen.seesText("You are signed out").picture("console-signed-out");
            screen.goes(Ward.house().oidcApp().address()).sees(AtTheDoor.PASSWORD);
        }
    }

    /** Nobody waits a quarter of an hour: the script counts from what it wrote down at the last touch. */
    private static void untouchedFor(Screen screen, int seconds) {
        screen.runs("localStorage.setItem('kw-last-seen', String(Date.now() - 1000 * arguments[0]))", seconds);
    }
}
