package health.keyward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.contract.Problem;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operation of the admin API asks of a session (SU-2, RFC 9470 section 3). */
class ProvenTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(12);
    private static final Map<String, Integer> LOAS = Map.of("pwd", 1, "mfa", 2, "phr", 3);
    private static final Demand PHISHING_RESISTANT = new Demand("phr", 3, null);

    @Test
    void a_second_factor_of_the_morning_opens_the_door_but_nothing_that_needs_a_fresh_one() {
        Proven morning = at(2, NOON.minus(Duration.ofHours(3)));
        assertThat(morning.when(Demand.ENTRY)).isEqualTo(NOON.minus(Duration.ofHours(3)));
        refused(morning, Demand.FRESH, "mfa", 300);
    }

    @Test
    void five_minutes_are_fresh_and_a_second_more_is_not() {
        assertThat(at(2, NOON.minusSeconds(300)).when(Demand.FRESH)).isEqualTo(NOON.minusSeconds(300));
        refused(at(2, NOON.minusSeconds(301)), Demand.FRESH, "mfa", 300);
    }

    @Test
    void a_fresh_password_is_no_fresh_second_factor() {
        Proven both = proven("{\"1\":%d,\"2\":%d}"
                .formatted(NOON.getEpochSecond(), NOON.minusSeconds(900).getEpochSecond()));
        refused(both, Demand.FRESH, "mfa", 300);
    }

    @Test
    void a_higher_level_that_is_fresh_is_enough_for_a_lower_one() {
        assertThat(at(3, NOON).when(Demand.FRESH)).isEqualTo(NOON);
    }

    @Test
    void a_session_that_shows_nothing_readable_has_shown_nothing() {
        refused(proven("{"), Demand.ENTRY, "mfa", 43_200);
    }

    @Test
    void a_realm_that_calls_a_password_mfa_does_not_lower_what_is_asked() {
        Proven lowered = new Proven(
                Levels.of("{\"1\":" + NOON.getEpochSecond() + "}"),
                Map.of("mfa", 1),
                DAY,
                Clock.fixed(NOON, ZoneOffset.UTC));
        refused(lowered, Demand.ENTRY, "mfa", 43_200);
    }

    @Test
    void a_rule_raises_the_level_and_keeps_the_age_that_was_asked_anyway() {
        refused(at(2, NOON), List.of((call, operation) -> Optional.of(PHISHING_RESISTANT)), Demand.FRESH, "phr", 300);
    }

    @Test
    void a_rule_shortens_the_age_and_never_lengthens_it() {
        Proven justNow = at(2, NOON.minusSeconds(90));
        Demands minute = (call, operation) -> Optional.of(new Demand("pwd", 1, Duration.ofMinutes(1)));
        Demands hour = (call, operation) -> Optional.of(new Demand("pwd", 1, Duration.ofHours(1)));
        refused(justNow, List.of(minute, hour), Demand.FRESH, "mfa", 60);
        refused(at(2, NOON.minusSeconds(301)), List.of(hour), Demand.FRESH, "mfa", 300);
    }

    @Test
    void where_another_factor_is_wanted_somebody_has_to_know_that_it_was_shown() {
        Demands other = (call, operation) -> Optional.of(new Demand("mfa", 2, null, true));
        refused(at(2, NOON), List.of(other), Demand.ENTRY, "mfa", 0);
        AdminCall call = call(at(2, NOON).guard(List.of(other, new Knowing(true))));
        assertThat(call.needs("drill")).isSameAs(call);
        refused(at(2, NOON), List.of(other, new Knowing(false)), Demand.ENTRY, "mfa", 0);
        refused(at(1, NOON), List.of(other, new Knowing(true)), Demand.ENTRY, "mfa", 43_200);
    }

    private record Knowing(boolean shown) implements Demands {
        @Override
        public Optional<Demand> of(AdminCall call, String operation) {
            return Optional.empty();
        }

        @Override
        public boolean differently(AdminCall call, Demand wanted) {
            return shown;
        }
    }

    @Test
    void a_rule_speaks_of_one_operation_by_its_name() {
        Demands drills =
                (call, operation) -> operation.equals("drill") ? Optional.of(PHISHING_RESISTANT) : Optional.empty();
        AdminCall call = call(at(2, NOON).guard(List.of(drills)));
        assertThat(call.needsFresh("replay")).isSameAs(call);
        assertThatThrownBy(() -> call.needs("drill")).isInstanceOf(ProblemException.class);
    }

    @Test
    void the_answer_says_in_header_and_body_which_sign_in_would_do() {
        assertThatThrownBy(() -> at(2, NOON).when(PHISHING_RESISTANT))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    Response answer = refused.getResponse();
                    assertThat(answer.getStatus()).isEqualTo(401);
                    assertThat(answer.getHeaderString("WWW-Authenticate"))
                            .isEqualTo("Bearer error=\"insufficient_user_authentication\", acr_values=\"phr\","
                                    + " max_age=\"43200\"");
                    assertThat(answer.getEntity().toString())
                            .contains(
                                    "\"error\":\"insufficient_user_authentication\"",
                                    "\"acr_values\":\"phr\"",
                                    "\"max_age\":43200");
                });
    }

    private static void refused(Proven proven, Demand wanted, String acr, int maxAge) {
        refused(proven, List.of(), wanted, acr, maxAge);
    }

    private static void refused(Proven proven, List<Demands> more, Demand least, String acr, int maxAge) {
        AdminCall call = call(proven.guard(more));
        assertThatThrownBy(() -> call.guard().check(call, "anything", least))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    Problem problem = refused.problem();
                    assertThat(problem.error()).isEqualTo("insufficient_user_authentication");
                    assertThat(problem.acr_values()).isEqualTo(acr);
                    assertThat(problem.max_age()).isEqualTo(maxAge);
                });
    }

    private static Proven at(int level, Instant when) {
        return proven("{\"" + level + "\":" + when.getEpochSecond() + "}");
    }

    private static Proven proven(String note) {
        return new Proven(Levels.of(note), LOAS, DAY, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    /** Nothing but the guard of a call is looked at here. */
    @SuppressWarnings("NullAway")
    private static AdminCall call(AdminCall.Guard guard) {
        return new AdminCall(
                null,
                null,
                null,
                java.util.Set.of(),
                health.keyward.kernel.Actor.NOBODY,
                "mfa",
                NOON,
                (r, a, w, q) -> () -> {},
                guard);
    }
}
