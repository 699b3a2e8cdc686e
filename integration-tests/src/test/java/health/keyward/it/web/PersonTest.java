package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Receipts;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A system administrator looks at one person and ends a session: the apps of that person ask for a sign-in again (SD-3). */
class PersonTest {
    private static final URI BOARD = Ward.house().oidcApp().address();

    private static Screen staff;
    private static AtTheConsole console;

    @BeforeAll
    static void open() {
        staff = Screen.fresh();
        console = AtTheConsole.signedIn();
    }

    @AfterAll
    static void close() {
        staff.close();
        console.close();
    }

    @Test
    void a_session_is_ended_with_a_reason_and_leaves_a_receipt() {
        DemoPerson nurse = Ward.someone("nurse");
        staff.goes(BOARD);
        new AtTheDoor(staff).signsIn(nurse, BOARD);
        staff.seesText("You are signed in");
        SignInRow row = History.eventually("person=" + nurse.username(), r -> r.kind() == EventKind.SIGN_IN);

        console.opens("/people/" + row.personId());
        Screen page = console.screen();
        page.seesText(nurse.displayName())
                .seesText("Open sessions")
                .sees(By.cssSelector("[data-session='" + row.sessionId() + "']"));
        page.sees(AtTheConsole.cell("Signed in"));
        page.picture("person");
        page.presses(By.cssSelector("[data-session='" + row.sessionId() + "']")).seesText("End this session?");
        page.presses(By.id("end-do")).seesText("Say why");
        page.types(By.cssSelector("#end-reason textarea"), "Left signed in at the nurses' station")
                .picture("end-session")
                .presses(By.id("end-do"))
                .sees(By.id("receipt"));
        page.picture("end-session-receipt").presses(By.id("receipt-close")).seesText("No open session");

        staff.reloads().sees(AtTheDoor.PASSWORD);
        assertThat(History.eventuallyChange(
                                "target=" + nurse.username(),
                                change -> change.area().equals("USER_SESSION")
                                        && change.operation().equals("DELETE"))
                        .actor())
                .isEqualTo(Ward.atTheConsole().username());
        assertThat(History.read("history/receipts", Receipts.class).rows())
                .as("receipts belong to who acted, and the keeper did not")
                .noneMatch(receipt -> receipt.reason().contains("nurses' station"));
    }
}
