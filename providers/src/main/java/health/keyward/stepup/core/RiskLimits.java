package health.keyward.stepup.core;

import health.keyward.history.Familiarity.Seen;
import health.keyward.kernel.Network;
import health.keyward.stepup.Risk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a sign-in is risky, by the person's own history: after many wrong passwords or codes, from wherever they came; or from a network in which the
 * person has not signed in for long, although they have elsewhere. Who never signed in anywhere has no habit to differ from.
 *
 * @param failures so many within {@link #WITHIN} are too many
 * @param familiar how long a network stays familiar
 */
public record RiskLimits(int failures, Duration familiar) {
    public static final String FAILED_ATTEMPTS = "failed-attempts";
    public static final String NEW_NETWORK = "new-network";
    public static final Duration WITHIN = Duration.ofHours(1);

    private static final int MOST_FAILURES = 100;
    private static final Duration LONGEST = Duration.ofDays(365);

    public static final RiskLimits USUAL = new RiskLimits(3, Duration.ofDays(90));

    public RiskLimits {
        if (failures < 1 || failures > MOST_FAILURES) {
            throw new IllegalArgumentException("failed attempts are counted from 1 to " + MOST_FAILURES);
        }
        if (familiar.compareTo(Duration.ofDays(1)) < 0 || familiar.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a network is familiar for 1 to " + LONGEST.toDays() + " days");
        }
    }

    /** The network around an address that counts as one place (CIDR): 24 bits of IPv4, 48 of IPv6. Empty when the address is unknown. */
    public static Optional<String> network(@Nullable String address) {
        return Network.around(address);
    }

    public Risk judge(Seen seen) {
        List<String> because = new ArrayList<>();
        if (seen.failures() >= failures) {
            because.add(FAILED_ATTEMPTS);
        }
        if (seen.anywhere() && !seen.here()) {
            because.add(NEW_NETWORK);
        }
        return new Risk(because);
    }
}
