package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The sample app asks the decision point before it shows a record, by the policy the house ships: permit, step-up and refusal (AB-2, AB-5). */
class RecordTest {
    private static final URI BOARD = Ward.house().oidcApp().address();

    @Test
    void a_record_is_shown_closed_until_a_stronger_sign_in_or_refused_with_a_reason() {
        DemoPerson nurse = Ward.someone("nurse");
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(BOARD);
            door.signsIn(nurse, BOARD);
            screen.presses(By.id("records"));
            screen.sees(By.id("sample-1"));
            List<String> breaches = Axe.breaches(screen, "axe-records");

            screen.presses(By.id("sample-1"));
            assertThat(screen.reads(By.id("note"))).contains("Recovering well");

            screen.goes(URI.create(BOARD + "/records/sample-3"));
            assertThat(screen.reads(By.id("why"))).contains("care team");
            assertThat(screen.reads(By.id("decision"))).matches("[0-9a-f]{32}");
            screen.picture("record-refused");

            screen.goes(URI.create(BOARD + "/records/sample-2"));
            assertThat(screen.reads(By.id("level"))).isEqualTo("phr");
            screen.picture("record-step-up");
            breaches.addAll(Axe.breaches(screen, "axe-record-closed"));
            screen.presses(By.id("step-up"));
            screen.until(
                    "the sign-in asks for more",
                    d -> screen.address()
                                    .toString()
                                    .startsWith(Ward.house().issuer().toString())
                            ? true
                            : null);
            assertThat(breaches).isEmpty();
        }
    }
}
