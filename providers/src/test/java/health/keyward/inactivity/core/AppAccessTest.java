package health.keyward.inactivity.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.inactivity.core.AppAccess.Kind;
import health.keyward.inactivity.core.AppAccess.Told;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Several sessions at one app make one clock (IN-15). */
class AppAccessTest {
    private static final Instant SOON = Instant.parse("2026-03-01T10:05:00Z");
    private static final Instant LATE = Instant.parse("2026-03-01T22:00:00Z");

    @Test
    void what_lasts_longer_counts_and_one_that_failed_is_not_hidden_by_one_that_did_not() {
        AppAccess told = new AppAccess("portal", Kind.OFFLINE, Told.DONE, SOON);
        AppAccess failed = new AppAccess("portal", Kind.SESSION, Told.FAILED, LATE);
        assertThat(told.and(failed)).isEqualTo(new AppAccess("portal", Kind.SESSION, Told.FAILED, LATE));
        assertThat(failed.and(told)).isEqualTo(told.and(failed));
    }
}
