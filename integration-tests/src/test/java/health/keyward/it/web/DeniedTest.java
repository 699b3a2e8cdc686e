package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.Enforcing;
import health.keyward.it.PharmacyQuestions;
import health.keyward.it.StepUpClients;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The sample apps, held to the shipped policy: the demo's people get in, others are told why not, by OpenID Connect and by SAML (AB-5, AB-10). */
class DeniedTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final URI PHARMACY = Ward.house().samlApp().address();
    private static final By REASON = By.id("keyward-denied-reason");

    @BeforeAll
    static void held() {
        Enforcing.at("ward-board", "pharmacy");
    }

    @AfterAll
    static void asBefore() {
        Enforcing.asEverywhere("ward-board", "pharmacy");
    }

    @Test
    void a_nurse_of_the_demo_opens_both_apps_with_one_sign_in() {
        DemoPerson nurse = Ward.someone("nurse");
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(BOARD);
            door.signsIn(nurse, BOARD);
            screen.goes(PHARMACY).arrives(PHARMACY);
        }
    }

    @Test
    void a_saml_app_is_told_the_named_answers_that_are_permitted_and_no_others() {
        PharmacyQuestions.whileAsked(
                "may-board|app|ward-board|open##may-fly|app|ward-board|fly##may-console|app|keyward-console|open",
                () -> {
                    DemoPerson pharmacist = Ward.someone("pharmacist");
                    try (Screen screen = Screen.fresh()) {
                        AtTheDoor door = new AtTheDoor(screen);
                        screen.goes(PHARMACY);
                        door.signsIn(pharmacist, PHARMACY);
                        assertThat(screen.reads(By.xpath("//tr[th='" + PharmacyQuestions.ATTRIBUTE + "']/td")))
                                .isEqualTo("may-board");
                    }
                });
    }

    @Test
    void somebody_whose_employment_nobody_knows_reads_why_at_a_saml_app() {
        DemoPerson newcomer = StepUpClients.person("newcomer");
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(PHARMACY);
            door.givesPassword(newcomer.username(), newcomer.password());
            assertThat(screen.reads(REASON)).contains("privacy training", "licence");
            assertThat(screen.reads(By.id("keyward-decision"))).matches("[0-9a-f]{32}");
            assertThat(Axe.breaches(screen, "axe-denied")).isEmpty();
        }
    }
}
