package health.keyward.breakglass.core;

import static health.keyward.breakglass.core.EmergencyExamples.ANA;
import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.CLEO;
import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.open;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static health.keyward.breakglass.core.EmergencyExamples.used;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.EmergencyReview.Hindrance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who looks at a use afterwards (EA-8). */
class EmergencyReviewTest {
    private static final Instant LATER = NOON.plus(Duration.ofHours(2));

    @Test
    void somebody_who_keeps_no_share_reviews_what_is_over() {
        assertThat(hinders(used("session-x", NOON), "dora-id", LATER)).isEmpty();
    }

    @Test
    void no_custodian_and_not_the_account_itself_reviews() {
        for (String who : new String[] {ANA.id(), BEN.id(), CLEO.id(), "sealed-1"}) {
            assertThat(hinders(used("session-x", NOON), who, LATER)).contains(Hindrance.CONCERNED);
        }
    }

    @Test
    void who_opened_it_does_not_review_even_after_leaving_the_register() {
        assertThat(EmergencyReview.hinders(used("session-x", NOON), Optional.empty(), BEN.id(), LATER))
                .contains(Hindrance.CONCERNED);
    }

    @Test
    void what_runs_or_was_never_used_is_not_reviewed() {
        assertThat(hinders(used("session-x", NOON), "dora-id", NOON.plusSeconds(1)))
                .contains(Hindrance.NOT_OVER);
        assertThat(hinders(open(NOON), "dora-id", LATER)).contains(Hindrance.NOT_OVER);
    }

    private static Optional<Hindrance> hinders(EmergencyOpening opening, String who, Instant now) {
        return EmergencyReview.hinders(opening, Optional.of(sealed()), who, now);
    }
}
