package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page where people answer reviewers, and the ways around it (BG-14). */
class AnswerPageTest {
    @Test
    void nobody_else_sees_or_answers_a_question_and_no_other_page_answers_for_the_person() {
        Emergency.App app = new Emergency.App("answers");
        URI answers = URI.create(Ward.house().issuer() + "/keyward/breakglass/answer");
        String account = Ward.house().issuer() + "/account";
        try (Emergency nurse = new Emergency(app, Eligible.clinician("clinician"));
                SignIn other = new SignIn()) {
            nurse.breaksGlassFor("p-85");
            String grant = Questions.asked(nurse.person(), "Did you know the patient?");

            signsIn(other.opens(answers), Eligible.clinician("curious"), account);
            assertThat(other.page().text()).contains("keyward-no-question").doesNotContain("Did you know");
            other.types(Map.of("grant", grant, "answer", "It was somebody else.", "go", "true"), "form", account);
            assertThat(other.page().text()).contains("keyward-no-question").doesNotContain("Did you know");

            SignIn own = nurse.browser().opens(answers);
            assertThat(own.page().text()).contains("Did you know the patient?");
            Page form = own.page();
            own.types(Map.of("answer", "Of another page.", "form", "0".repeat(32)), "grant", account);
            assertThat(state(grant)).isEqualTo("ASKED");
            own.turnsTo(form).types(Map.of("answer", "Of a page that is gone."), "grant", account);
            assertThat(state(grant)).isEqualTo("ASKED");

            own.opens(answers).types(Map.of("answer", "I did not."), "grant", account);
            assertThat(own.page().text()).contains("was sent").doesNotContain("Did you know");
            assertThat(state(grant)).isEqualTo("ANSWERED");
            own.types(Map.of("grant", grant, "answer", "Once more.", "go", "true"), "form", account);
            assertThat(state(grant)).isEqualTo("ANSWERED");
        }
    }

    /** With as much as the account page wants. */
    private static void signsIn(SignIn browser, DemoPerson person, String end) {
        browser.typesPassword(person);
        if (browser.page().formWith("otp").isPresent()) {
            browser.typesCode(person, end);
        }
    }

    private static String state(String grant) {
        return Questions.file(grant).at("/review/state").asText();
    }
}
