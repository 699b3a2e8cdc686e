package health.keyward.review.core;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the facts speak for, by fixed rules (AR-8): the same facts always give the same.
 *
 * @param decision {@code KEEP}, {@code REVOKE}, or {@code UNKNOWN} where the facts say nothing
 * @param confidence 0 to 100
 */
public record Recommendation(Decision decision, int confidence, List<Reason> reasons) {
    private static final Duration LATELY = Duration.ofDays(30);
    private static final Duration LONG_AGO = Duration.ofDays(90);
    /** Fewer say nothing about what is usual. */
    private static final int ENOUGH_PEERS = 5;

    public Recommendation {
        reasons = List.copyOf(reasons);
    }

    /** What speaks for revoking or for keeping, and how much; what weighs nothing is only said. */
    public enum Reason {
        EMPLOYMENT_OVER(-60),
        ACCOUNT_DISABLED(-40),
        CONFLICT(-50),
        LICENCE_OVER(-40),
        TRAINING_OVER(-20),
        REVOKED_BEFORE(-30),
        NEVER_USED(-40),
        NOT_USED_90_DAYS(-40),
        SELDOM_USED(-20),
        FEW_PEERS(-20),
        USED_LATELY(40),
        MOST_PEERS(30),
        USE_NOT_KNOWN(0),
        INCIDENT_OPEN(0);

        private final int weight;

        Reason(int weight) {
            this.weight = weight;
        }
    }

    public static Recommendation of(Facts facts) {
        List<Reason> reasons = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(facts.takenAt(), ZoneOffset.UTC);
        add(reasons, isOver(facts.employmentEnd(), today), Reason.EMPLOYMENT_OVER);
        add(reasons, !facts.enabled(), Reason.ACCOUNT_DISABLED);
        add(reasons, !facts.conflicts().isEmpty(), Reason.CONFLICT);
        add(reasons, isOver(facts.licenceUntil(), today), Reason.LICENCE_OVER);
        add(reasons, isOver(facts.trainingUntil(), today), Reason.TRAINING_OVER);
        add(reasons, facts.lastReview() == Decision.REVOKE, Reason.REVOKED_BEFORE);
        use(facts, reasons);
        if (facts.peers() >= ENOUGH_PEERS) {
            add(reasons, facts.peersWith() * 10 < facts.peers(), Reason.FEW_PEERS);
            add(reasons, facts.peersWith() * 2 > facts.peers(), Reason.MOST_PEERS);
        }
        add(reasons, facts.openIncidents() != null && facts.openIncidents() > 0, Reason.INCIDENT_OPEN);
        int sum = reasons.stream().mapToInt(reason -> reason.weight).sum();
        Decision decision = sum <= -30 ? Decision.REVOKE : sum >= 30 ? Decision.KEEP : Decision.UNKNOWN;
        return new Recommendation(decision, decision == Decision.UNKNOWN ? 0 : Math.min(100, Math.abs(sum)), reasons);
    }

    private static void use(Facts facts, List<Reason> reasons) {
        if (!facts.useIsKnown()) {
            reasons.add(Reason.USE_NOT_KNOWN);
        } else if (facts.lastUsed() == null) {
            reasons.add(Reason.NEVER_USED);
        } else {
            Duration since = Duration.between(facts.lastUsed(), facts.takenAt());
            add(reasons, since.compareTo(LONG_AGO) > 0, Reason.NOT_USED_90_DAYS);
            add(reasons, facts.use() != null && facts.use().isSeldom(), Reason.SELDOM_USED);
            add(reasons, since.compareTo(LATELY) <= 0, Reason.USED_LATELY);
        }
    }

    private static void add(List<Reason> reasons, boolean holds, Reason reason) {
        if (holds) {
            reasons.add(reason);
        }
    }

    private static boolean isOver(@Nullable LocalDate until, LocalDate today) {
        return until != null && until.isBefore(today);
    }
}
