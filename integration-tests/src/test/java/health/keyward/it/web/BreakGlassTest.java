package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.Eligible;
import health.keyward.it.Enforcing;
import health.keyward.it.Questions;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Somebody in a hurry breaks the glass from the sample app, by keyboard alone (BG-2, BG-7). */
class BreakGlassTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final URI PHARMACY = Ward.house().samlApp().address();
    private static final By GO = By.id("keyward-break-glass-go");

    @Test
    void a_nurse_opens_the_record_of_a_patient_in_the_care_of_others_and_no_other() {
        Eligible.agreed();
        DemoPerson nurse = Eligible.clinician("clinician");
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(BOARD);
            door.signsIn(nurse, BOARD);
            screen.goes(URI.create(BOARD + "/records/sample-3"));
            screen.presses(By.id("break-glass"));

            screen.sees(GO);
            assertThat(screen.reads(By.id("keyward-break-glass-patient"))).isEqualTo("sample-3");
            List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-break-glass"));
            looks(screen, "break-glass");
            screen.presses(GO);
            assertThat(screen.reads(By.id("keyward-break-glass-faults"))).contains("Choose a reason");
            breaches.addAll(Axe.breaches(screen, "axe-break-glass-faults"));

            screen.sees(By.id("reason-EMERGENCY_TREATMENT")).sendKeys(Keys.SPACE, Keys.ENTER);
            screen.arrives(BOARD);
            assertThat(screen.reads(By.id("note"))).contains("In the care of others");
            screen.goes(URI.create(BOARD + "/records/sample-4"));
            assertThat(screen.reads(By.id("why"))).contains("care team");

            screen.goes(URI.create(Ward.house().issuer() + "/keyward/breakglass/own"));
            assertThat(screen.reads(By.id("keyward-grants"))).contains("sample-3");
            breaches.addAll(Axe.breaches(screen, "axe-own-access"));
            looks(screen, "own-access");
            screen.presses(By.cssSelector("#keyward-grants button"));
            assertThat(screen.reads(By.id("keyward-no-access"))).isNotEmpty();
            screen.goes(URI.create(BOARD + "/records/sample-3"));
            assertThat(screen.reads(By.id("why"))).contains("care team");
            assertThat(breaches).isEmpty();
        }
    }

    @Test
    void whom_a_reviewer_asks_answers_at_a_page_that_the_mail_names_by_keyboard_alone() {
        Eligible.agreed();
        DemoPerson nurse = Eligible.clinician("clinician");
        URI answer = URI.create(Ward.house().issuer() + "/keyward/breakglass/answer");
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(URI.create(Ward.house().issuer() + "/keyward/breakglass/ask?app=ward-board&patient=sample-3"));
            door.givesPassword(nurse.username(), nurse.password());
            door.givesCode(Ward.freshCode(nurse));
            screen.presses(By.id("reason-COVERING")).presses(GO);
            screen.arrives(URI.create(Ward.house().issuer() + "/account"));
            String grant = Questions.asked(nurse, "Who called you to the patient?");
            assertThat(Questions.mailed(nurse, answer.toString())).isTrue();

            screen.goes(answer);
            assertThat(screen.reads(By.id("question-0"))).contains("Who called you");
            List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-review-answer"));
            looks(screen, "review-answer");
            screen.sees(By.id("answer-0")).sendKeys("ok", Keys.TAB, Keys.ENTER);
            assertThat(screen.reads(By.id("fault-0"))).contains("at least three characters");
            breaches.addAll(Axe.breaches(screen, "axe-review-answer-fault"));
            screen.sees(By.id("answer-0"))
                    .sendKeys(Keys.chord(Keys.CONTROL, "a"), "the charge nurse", Keys.TAB, Keys.ENTER);
            assertThat(screen.reads(By.id("keyward-review-said"))).contains("was sent");
            assertThat(screen.shows(By.id("question-0"))).isFalse();
            breaches.addAll(Axe.breaches(screen, "axe-review-answered"));
            assertThat(Questions.file(grant).toString()).contains("ANSWERED", "\"the charge nurse\"");
            assertThat(breaches).isEmpty();
        }
    }

    @Test
    void from_the_menu_of_the_account_page_one_asks_for_an_app_of_ones_choice_and_ends_it_there() {
        Eligible.agreed();
        DemoPerson nurse = Eligible.clinician("clinician");
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(URI.create(Ward.house().issuer() + "/account"));
            door.givesPassword(nurse.username(), nurse.password());
            screen.presses(By.linkText("Emergency access"));
            assertThat(screen.reads(By.id("keyward-no-access"))).isNotEmpty();
            screen.presses(By.id("keyward-own-ask"));
            door.givesCode(Ward.freshCode(nurse));

            screen.types(By.id("patient"), "sample-3");
            List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-break-glass-choice"));
            screen.presses(GO);
            assertThat(screen.reads(By.id("keyward-break-glass-faults")))
                    .contains("Choose an application", "Choose a reason");
            looks(screen, "break-glass-choice");
            screen.presses(By.id("app-ward-board"))
                    .presses(By.id("reason-COVERING"))
                    .presses(GO);
            screen.arrives(URI.create(Ward.house().issuer() + "/account"));

            screen.goes(URI.create(Ward.house().issuer() + "/keyward/breakglass/own"));
            assertThat(screen.reads(By.id("keyward-grants"))).contains("sample-3", "ward-board");
            screen.goes(URI.create(BOARD + "/records/sample-3"));
            assertThat(screen.reads(By.id("note"))).contains("In the care of others");
            assertThat(breaches).isEmpty();
        }
    }

    @Test
    void who_may_ask_for_no_app_is_told_whom_to_call() {
        Eligible.agreed();
        DemoPerson guest = Eligible.stranger();
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(URI.create(Ward.house().issuer() + "/keyward/breakglass/ask"));
            door.givesPassword(guest.username(), guest.password());
            door.givesCode(Ward.freshCode(guest));
            assertThat(screen.reads(By.id("keyward-break-glass-why"))).contains("not on the list");
            assertThat(screen.reads(By.id("keyward-break-glass-call"))).contains("4357");
        }
    }

    @Test
    void somebody_off_shift_gets_into_a_saml_app_from_the_page_that_says_no() {
        Eligible.agreed();
        Enforcing.at("pharmacy");
        DemoPerson person = Eligible.clinician("clinician");
        Eligible.offShift(person);
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            screen.goes(PHARMACY);
            door.givesPassword(person.username(), person.password());
            assertThat(screen.reads(By.id("keyward-denied-reason"))).contains("not on shift");
            List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-denied-emergency"));
            looks(screen, "denied-emergency");
            screen.presses(By.id("keyward-emergency"));
            door.givesCode(Ward.freshCode(person));
            screen.types(By.id("patient"), "p-21");
            screen.presses(By.id("reason-COVERING")).presses(GO);
            screen.arrives(PHARMACY);
            assertThat(screen.text()).doesNotContain("not on shift");
            assertThat(breaches).isEmpty();
        } finally {
            Enforcing.asEverywhere("pharmacy");
        }
    }

    private static void looks(Screen screen, String name) {
        screen.scheme("light").picture(name + "-light");
        screen.scheme("dark").picture(name + "-dark");
        screen.narrow().picture(name + "-narrow");
        screen.wide().scheme("light");
    }
}
