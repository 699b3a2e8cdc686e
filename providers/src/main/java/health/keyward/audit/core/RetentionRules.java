package health.keyward.audit.core;

import health.keyward.audit.Consent;
import health.keyward.audit.LedgerSettings.Values;
import health.keyward.audit.Retention.Act;
import health.keyward.audit.Retention.Why;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be erased and disposed of, and when (45 CFR 164.316(b)(2)(i): six years; longer where the installation says so). */
public final class RetentionRules {
    private final Clock clock;
    private final int years;

    /** @param years for which entries are kept as the installation has set it; six at least, whatever is set */
    public RetentionRules(Clock clock, int years) {
        this.clock = clock;
        this.years = Math.max(Values.FEWEST_YEARS, years);
    }

    public int years() {
        return years;
    }

    /** What is younger than this is under the floor. */
    public Instant floor() {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minus(Period.ofYears(years))
                .toInstant();
    }

    /** The first month that has to stay: those before it are older than the floor as a whole. */
    public YearMonth firstToStay() {
        return YearMonth.from(floor().atOffset(ZoneOffset.UTC));
    }

    /** Id of the approval that is being carried out and agrees on exactly that act; empty when there is none, and then it is not done. */
    public static Optional<String> agreed(Act act, List<Consent> consents) {
        return consents.stream()
                .flatMap(consent -> consent.executing().stream())
                .filter(given -> given.act().equals(act))
                .map(Consent.Given::approval)
                .findFirst();
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
}
