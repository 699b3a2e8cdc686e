package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several stages that keep a right for a time come to one end (AR-5, AR-6). */
class KeptUntilTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofDays(10));
    private static final Instant LATER = NOW.plus(Duration.ofDays(100));

    @Test
    void where_one_denial_denies_the_earliest_end_holds() {
        assertThat(Truth.ONE_DENY_DENIES.keptUntil(List.of(keep(1, LATER), keep(2, SOON), keep(3, null))))
                .contains(SOON);
    }

    @Test
    void where_the_last_decides_its_end_holds_and_none_is_none() {
        assertThat(Truth.LAST_DECIDES.keptUntil(List.of(keep(1, SOON), keep(2, LATER))))
                .contains(LATER);
        assertThat(Truth.LAST_DECIDES.keptUntil(List.of(keep(1, SOON), keep(2, null))))
                .isEmpty();
    }

    @Test
    void where_all_must_deny_one_who_keeps_without_an_end_keeps_it() {
        assertThat(Truth.ALL_MUST_DENY.keptUntil(List.of(keep(1, SOON), keep(2, null))))
                .isEmpty();
        assertThat(Truth.ALL_MUST_DENY.keptUntil(List.of(keep(1, SOON), keep(2, LATER))))
                .contains(LATER);
    }

    private static Answer keep(int stage, @Nullable Instant until) {
        return new Answer(
                stage,
                new UserId("chief"),
                Decision.KEEP,
                until,
                null,
                null,
                true,
                false,
                NOW,
                NOW.plusSeconds(30),
                false);
    }
}
