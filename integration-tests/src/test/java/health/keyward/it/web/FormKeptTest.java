package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.Asks;
import health.keyward.it.History;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Who is asked for a fresh sign-in in the middle of an act comes back to the same screen with the form still filled (SU-9, WCAG 2.2.5). */
class FormKeptTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final By REASON = By.cssSelector("#end-reason textarea");
    private static final String WHY = "Left signed in at the front desk";

    @Test
    void what_was_typed_is_there_again_after_the_step_up_and_the_person_presses_again() {
        DemoPerson nurse = Ward.someone("nurse");
        try (Screen staff = Screen.fresh();
                AtTheConsole console = AtTheConsole.signedIn()) {
            staff.goes(BOARD);
            new AtTheDoor(staff).signsIn(nurse, BOARD);
            SignInRow row = History.eventually("person=" + nurse.username(), r -> r.kind() == EventKind.SIGN_IN);
            Screen screen = console.screen();
            By end = By.cssSelector("[data-session='" + row.sessionId() + "']");
            console.opens("/people/" + row.personId());
            screen.presses(end).types(REASON, WHY);
            try (Asks anew = Asks.anew("end-session")) {
                screen.presses(By.id("end-do")).sees(AtTheDoor.PASSWORD);
                screen.picture("step-up-in-the-middle");
                DemoPerson admin = Ward.atTheConsole();
                screen.submits(AtTheDoor.PASSWORD, admin.password());
                new AtTheDoor(screen).givesCode(Ward.freshCode(admin));
                screen.arrives(URI.create(AtTheConsole.CONSOLE + "/people/" + row.personId()));
                screen.until(
                        "the reason is there again",
                        d -> WHY.equals(screen.sees(REASON).getDomProperty("value")) ? true : null);
                assertThat(screen.reads(By.id("end-trouble"))).isNotBlank();
                screen.sees(end);
                screen.picture("step-up-came-back");
                screen.presses(By.id("end-do")).sees(By.id("receipt"));
            }
            staff.reloads().sees(AtTheDoor.PASSWORD);
        }
    }
}
