package health.keyward.audit.core;

import health.keyward.audit.Retention.Why;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be erased and disposed of, and when (45 CFR 164.316(b)(2)(i): six years). */
public final class RetentionRules {
    public static final Period FLOOR = Period.ofYears(6);

    private final Clock clock;

    public RetentionRules(Clock clock) {
        this.clock = clock;
    }

    /** What is younger than this is under the floor. */
    public Instant floor() {
        return clock.instant().atOffset(ZoneOffset.UTC).minus(FLOOR).toInstant();
    }

    /** Months that end here or earlier may be disposed of: the whole month is older than the floor. */
    public Instant disposableUntil() {
        return YearMonth.from(floor().atOffset(ZoneOffset.UTC))
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /**
     * @param underFloor whether any record of the person is younger than the floor
     * @return why not; empty when the person may be erased
     */
    public static Optional<Why> againstShredding(boolean held, boolean underFloor, @Nullable String legalOrder) {
        if (held) {
            return Optional.of(Why.ON_HOLD);
        }
        boolean ordered = legalOrder != null && !legalOrder.isBlank();
        return underFloor && !ordered ? Optional.of(Why.YOUNGER_THAN_THE_FLOOR) : Optional.empty();
    }

    /** @throws IllegalArgumentException without an approval: no act of this kind stands on nothing */
    public static String approved(String approvalId) {
        if (approvalId.isBlank()) {
            throw new IllegalArgumentException("an act of retention names the approval it stands on");
        }
        return approvalId;
    }
}
