package health.keyward.abac.keycloak.source;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.LockView;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.kernel.RealmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LockSourceTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void where_nobody_is_told_of_containments_nobody_is_contained() {
        assertThat(lock()).isEqualTo(Map.of("locked", false, "as_of", "2026-11-29T12:00:00Z", "stale", false));
    }

    @Test
    void one_view_that_says_contained_is_enough() {
        assertThat(lock(view(false, NOON), view(true, NOON.minusSeconds(9))))
                .isEqualTo(Map.of("locked", true, "as_of", "2026-11-29T11:59:51Z", "stale", false));
    }

    @Test
    void a_view_older_than_five_minutes_is_stale() {
        Instant oldest = NOON.minus(Duration.ofMinutes(5));
        assertThat(lock(view(false, oldest))).containsEntry("stale", false);
        assertThat(lock(view(false, oldest.minusMillis(1)), view(false, NOON))).containsEntry("stale", true);
    }

    @Test
    void a_view_that_was_never_whole_is_stale() {
        assertThat(lock(view(false, null), view(false, NOON)))
                .isEqualTo(Map.of("locked", false, "as_of", "1970-01-01T00:00:00Z", "stale", true));
    }

    private static LockView view(boolean locked, @Nullable Instant asOf) {
        return (realm, subject, client) -> new LockView.Lock(locked && subject.equals("u1"), asOf);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> lock(LockView... views) {
        Question question = new Question(
                new RealmId("hospital"),
                new Asked(Point.SIGN_IN, "ward-board", null, null, null),
                Party.of("user", "u1"),
                Act.of("open"),
                Party.of("app", "ward-board"),
                Map.of(),
                Set.of());
        return (Map<String, Object>) new LockSource(List.of(views), Clock.fixed(NOON, ZoneOffset.UTC))
                .gather(question)
                .getFirst()
                .value();
    }
}
