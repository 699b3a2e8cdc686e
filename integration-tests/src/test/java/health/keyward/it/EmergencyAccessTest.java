package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.contract.history.ChangeRow;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Emergency access from the question to its end, by the policy the house ships (BG-1, BG-2, BG-4 to BG-10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmergencyAccessTest {
    private Emergency.App app;
    private Emergency.App other;

    @BeforeAll
    void apps() {
        Eligible.agreed();
        app = new Emergency.App("emergency");
        other = new Emergency.App("emergency-other");
    }

    @Test
    void a_nurse_breaks_the_glass_for_one_patient_and_ends_it() {
        try (Emergency nurse = clinician()) {
            nurse.breaksGlassFor("p-7");
            JsonNode told = nurse.claims();
            assertThat(told.at("/break_glass/patient").asText()).isEqualTo("p-7");
            assertThat(told.at("/break_glass/reason_code").asText()).isEqualTo(Emergency.TREATING);
            assertThat(told.at("/extensions/ihe_iua/purpose_of_use/0/code").asText())
                    .isEqualTo("ETREAT");
            assertThat(told.path("exp").asLong())
                    .isLessThanOrEqualTo(told.at("/break_glass/exp").asLong());
            assertThat(nurse.mayRead("p-7")).isTrue();
            assertThat(nurse.mayRead("p-8")).isFalse();
            assertThat(nurse.tokenLives()).isTrue();
            assertThat(nurse.renews().statusCode()).isEqualTo(200);

            assertThat(nurse.ends().statusCode()).isEqualTo(204);
            assertThat(nurse.mayRead("p-7")).isFalse();
            assertThat(nurse.tokenLives()).isFalse();
            assertThat(nurse.renews().body()).contains("invalid_grant");
        }
    }

    @Test
    void another_session_of_the_same_person_is_refused_and_alarmed() {
        DemoPerson person = Eligible.clinician("clinician");
        try (Emergency here = new Emergency(app, person);
                Emergency there = new Emergency(app, person)) {
            here.breaksGlassFor("p-9");
            there.browser().opens(Tokens.authorize(app.client(), Tokens.random()));
            String elsewhere = Tokens.claims(
                            Tokens.issue(app.client(), person, false).access())
                    .path("sid")
                    .asText();
            assertThat(there.decision("p-9", elsewhere).path("decision").asBoolean(true))
                    .isFalse();
            assertThat(here.mayRead("p-9")).isTrue();
            assertThat(act("GRANT_MISUSED", here.id()).target()).endsWith(here.grant());
        }
    }

    @Test
    void who_is_not_on_the_list_is_told_whom_to_call() {
        try (Emergency billing = new Emergency(app, Staff.hire("not-listed", "nurse"))) {
            billing.asks("p-7").signsIn();
            assertThat(billing.browser().page().text()).contains("extension 4357", "keyward-break-glass-why");
            assertThat(billing.browser().page().text()).doesNotContain("name=\"reason\"");
        }
    }

    @Test
    void a_form_of_another_page_gives_nothing() {
        try (Emergency nurse = clinician()) {
            nurse.asks("p-7").signsIn();
            nurse.browser()
                    .types(
                            Map.of("reason", Emergency.TREATING, "words", "", "form", "0".repeat(32)),
                            "form",
                            app.client().redirect());
            assertThat(nurse.browser().page().text()).contains("name=\"reason\"");
            assertThat(running(nurse.id())).isEmpty();
        }
    }

    @Test
    void a_form_that_was_sent_before_gives_nothing_a_second_time() {
        try (Emergency nurse = clinician()) {
            nurse.asks("p-20").signsIn();
            Page form = nurse.browser().page();
            nurse.says(Emergency.TREATING, "").arrives();
            nurse.browser()
                    .turnsTo(form)
                    .types(
                            Map.of("reason", "COVERING", "words", ""),
                            "form",
                            app.client().redirect());
            assertThat(running(nurse.id())).containsExactly(nurse.grant());
        }
    }

    @Test
    void more_time_without_a_reason_is_not_given() {
        try (Emergency nurse = clinician()) {
            nurse.breaksGlassFor("p-22");
            nurse.asks("p-22");
            nurse.says(Map.of("reason", "", "words", "", "minutes", "240"));
            assertThat(nurse.browser().page().text()).contains("keyward-break-glass-faults", "Choose a reason");
            assertThat(running(nurse.id())).containsExactly(nurse.grant());
        }
    }

    @Test
    void who_guesses_the_id_of_a_grant_ends_nothing_and_learns_nothing() {
        try (Emergency nurse = clinician();
                Emergency stranger = clinician()) {
            nurse.breaksGlassFor("p-23");
            stranger.breaksGlassFor("p-24");
            HttpResponse<String> ofAnother = stranger.ends(nurse.grant());
            HttpResponse<String> ofNobody = stranger.ends("0123456789abcdef".repeat(2));
            assertThat(ofAnother.statusCode()).isEqualTo(404);
            assertThat(ofAnother.body()).isEqualTo(ofNobody.body());
            assertThat(nurse.mayRead("p-23")).isTrue();
        }
    }

    @Test
    void a_reason_that_demands_words_gets_them_and_a_name_is_no_patient() {
        try (Emergency nurse = clinician()) {
            nurse.asks("").signsIn();
            nurse.says(Map.of("patient", "Ada Lovelace", "reason", "OTHER", "words", "short"));
            assertThat(nurse.browser().page().text())
                    .contains("keyward-break-glass-faults", "at least 15 characters", "no name");
            nurse.says(Map.of(
                            "patient", "p-11", "reason", "OTHER", "words", "collapsed in the corridor, no chart here"))
                    .arrives();
            assertThat(nurse.mayRead("p-11")).isTrue();
        }
    }

    @Test
    void another_reason_makes_another_grant_and_ends_the_one_before() {
        try (Emergency nurse = clinician()) {
            nurse.breaksGlassFor("p-12");
            String first = nurse.grant();
            nurse.asks("p-12");
            nurse.says("COVERING", "").arrives();
            assertThat(nurse.grant()).isNotEqualTo(first);
            assertThat(running(nurse.id())).containsExactly(nurse.grant());
        }
    }

    @Test
    void the_app_that_closes_the_context_ends_it_and_no_other_app_can() {
        try (Emergency nurse = clinician()) {
            nurse.breaksGlassFor("p-13");
            assertThat(nurse.appCloses(other).statusCode()).isEqualTo(404);
            assertThat(nurse.mayRead("p-13")).isTrue();
            assertThat(nurse.appCloses(app).statusCode()).isEqualTo(204);
            assertThat(nurse.mayRead("p-13")).isFalse();
        }
    }

    @Test
    void an_administrator_takes_it_away_at_once() {
        try (Emergency nurse = clinician()) {
            nurse.breaksGlassFor("p-14");
            HttpResponse<String> answer = Http.call(
                    "POST",
                    History.api("breakglass/grants/" + nurse.grant() + "/end"),
                    Tokens.fresh(),
                    Admin.text(Map.of("reason", "looked at by mistake")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(nurse.mayRead("p-14")).isFalse();
            assertThat(nurse.tokenLives()).isFalse();
            assertThat(nurse.renews().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void a_logout_ends_it_within_a_minute() {
        try (Emergency nurse = clinician()) {
            nurse.breaksGlassFor("p-15");
            Staff.boss()
                    .delete("hospital/sessions/" + nurse.claims().path("sid").asText());
            await(
                    "the grant is over and its token dead",
                    () -> running(nurse.id()).isEmpty() && !nurse.mayRead("p-15") && !nurse.tokenLives());
            assertThat(nurse.renews().statusCode()).isEqualTo(400);
            assertThat(act("GRANT_ENDED", nurse.id()).target()).endsWith(nurse.grant());
        }
    }

    @Test
    void when_its_time_is_over_the_record_closes_and_the_token_is_dead() {
        try (Emergency nurse = clinician()) {
            nurse.asks("p-19").signsIn();
            nurse.says(Map.of("reason", Emergency.TREATING, "words", "", "minutes", "1"))
                    .arrives();
            assertThat(nurse.mayRead("p-19")).isTrue();
            Instant end =
                    Instant.ofEpochSecond(nurse.claims().at("/break_glass/exp").asLong());
            while (nurse.mayRead("p-19")) {
                assertThat(Clock.systemUTC().instant()).isBefore(end.plusSeconds(60));
                LockSupport.parkNanos(500_000_000L);
            }
            assertThat(Clock.systemUTC().instant()).isAfterOrEqualTo(end);
            await("the token is dead", () -> !nurse.tokenLives());
            assertThat(nurse.renews().statusCode()).isEqualTo(400);
            await("its end is written", () -> running(nurse.id()).isEmpty());
        }
    }

    @Test
    void a_colleague_signs_for_who_has_no_second_factor_at_hand() {
        DemoPerson colleague = Eligible.clinician("clinician");
        try (Emergency nurse = clinician();
                SignIn signing = new SignIn()) {
            nurse.asks("p-16");
            nurse.browser().typesPassword(nurse.person());
            nurse.choosesAColleague();
            nurse.browser().types(Map.of("password", nurse.person().password()), "password", "");
            nurse.says(Emergency.TREATING, "");
            String code = nurse.code();

            signing.opens(URI.create(Ward.house().issuer() + "/keyward/breakglass/sign"));
            signing.typesPassword(colleague).typesCode(colleague, "/account");
            signing.types(Map.of("code", code), "code", "/account");
            assertThat(signing.page().text()).contains(nurse.person().username(), "p-16");
            signing.types(Map.of("sign", "true"), "form", "/account");

            nurse.says(Map.of("signed", "true")).arrives();
            JsonNode told = nurse.claims();
            Instant end = Instant.ofEpochSecond(told.at("/break_glass/exp").asLong());
            assertThat(end).isBefore(Clock.systemUTC().instant().plusSeconds(15 * 60 + 1));
            assertThat(told.path("acr").asText()).isEqualTo("pwd");
            assertThat(act("CO_SIGNED", Staff.idOf(colleague.username())).actorId())
                    .isEqualTo(Staff.idOf(colleague.username()));
        }
    }

    @Test
    void nobody_signs_for_themselves_and_codes_cannot_be_tried_out() {
        DemoPerson person = Eligible.clinician("clinician");
        try (Emergency nurse = new Emergency(app, person);
                SignIn signing = new SignIn()) {
            nurse.asks("p-17");
            nurse.browser().typesPassword(person);
            nurse.choosesAColleague();
            nurse.browser().types(Map.of("password", person.password()), "password", "");
            nurse.says(Emergency.TREATING, "");
            String code = nurse.code();
            signing.opens(URI.create(Ward.house().issuer() + "/keyward/breakglass/sign"));
            signing.typesPassword(person).typesCode(person, "/account");
            signing.types(Map.of("code", code), "code", "/account");
            assertThat(signing.page().text()).contains("Nobody signs for themselves");
            for (int i = 0; i < 5; i++) {
                signing.types(Map.of("code", code.equals("000000") ? "000001" : "000000"), "code", "/account");
            }
            assertThat(signing.page().text()).contains("Too many wrong numbers");
            assertThat(signing.page().formWith("code")).isEmpty();
            nurse.says(Map.of("signed", "true"));
            assertThat(nurse.browser().page().text()).contains("keyward-code");
        }
    }

    @Test
    void sensitive_data_is_never_opened_without_an_own_second_factor() {
        try (Emergency nurse = clinician()) {
            nurse.asks("p-18,sensitive");
            nurse.browser().typesPassword(nurse.person());
            nurse.choosesAColleague();
            nurse.browser().types(Map.of("password", nurse.person().password()), "password", "");
            nurse.says(Emergency.TREATING, "a long enough reason for this");
            assertThat(nurse.browser().page().text()).contains("Sensitive data is never opened");
            assertThat(running(nurse.id())).isEmpty();
        }
    }

    private Emergency clinician() {
        return new Emergency(app, Eligible.clinician("clinician"));
    }

    private static List<String> running(String person) {
        JsonNode rows = History.read("breakglass/grants?state=RUNNING&person=" + person, JsonNode.class)
                .path("grants");
        return rows.findValuesAsText("id");
    }

    /** Waits until the history shows what was done about somebody. */
    private static ChangeRow act(String type, String person) {
        return History.eventuallyChange(
                "area=BREAKGLASS",
                row -> row.target().startsWith(type)
                        && row.area().equals("BREAKGLASS")
                        && person.equals(row.targetPersonId()));
    }

    /** What ends has to be over everywhere within a minute (BG-10). */
    private static void await(String what, java.util.function.BooleanSupplier done) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(500_000_000L);
        }
    }
}
