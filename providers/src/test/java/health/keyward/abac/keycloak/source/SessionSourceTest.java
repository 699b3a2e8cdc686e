package health.keyward.abac.keycloak.source;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.Achievements;
import health.keyward.stepup.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionSourceTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Achieved CODE =
            new Achieved(Level.MULTI_FACTOR, List.of("pwd", "otp", "mfa"), NOON.minusSeconds(90), true);
    /** Knows one session of one person. */
    private static final Achievements SESSIONS = (realm, session, person) ->
            session.equals("s1") && person.equals("u1") ? Optional.of(CODE) : Optional.empty();

    @Test
    void a_session_says_what_it_proves_and_how_old_that_is() {
        Attribute said = gather("s1", "u1", null);
        assertThat(said.value())
                .isEqualTo(Map.of(
                        "level",
                        2,
                        "acr",
                        "mfa",
                        "amr",
                        List.of("pwd", "otp", "mfa"),
                        "age_seconds",
                        90L,
                        "different_factor",
                        true));
        assertThat(said.asOf()).isEqualTo(NOON.minusSeconds(90));
    }

    @Test
    void another_persons_session_proves_nothing() {
        assertThat(gather("s1", "u2", null).value()).isEqualTo("unknown");
        assertThat(gather(null, "u1", null).value()).isEqualTo("unknown");
    }

    @Test
    void a_sign_in_under_way_counts_before_the_session() {
        Achieved underWay = new Achieved(Level.PASSWORD, List.of("pwd"), null, false);
        assertThat(gather("s1", "u1", underWay).value())
                .isEqualTo(Map.of(
                        "level",
                        1,
                        "acr",
                        "pwd",
                        "amr",
                        List.of("pwd"),
                        "age_seconds",
                        "unknown",
                        "different_factor",
                        false));
    }

    @Test
    void loopback_is_told_by_the_literal() {
        assertThat(List.of("127.0.0.1", "127.9.0.1", "::1", "0:0:0:0:0:0:0:1")).allMatch(Loopback::is);
        assertThat(List.of("10.0.0.1", "::2", "localhost.example", "1127.0.0.1", "127.0.0.1.example"))
                .noneMatch(Loopback::is);
        assertThat(Loopback.is(null)).isFalse();
    }

    private static Attribute gather(@Nullable String session, String person, @Nullable Achieved underWay) {
        return new SessionSource(List.of(SESSIONS), CLOCK, underWay)
                .gather(new Question(
                        new RealmId("hospital"),
                        new Asked(Point.DECISION_POINT, "ward-board", session, null, null),
                        Party.of("user", person),
                        Act.of("read"),
                        Party.of("record", "r1"),
                        Map.of(),
                        Set.of()))
                .getFirst();
    }
}
