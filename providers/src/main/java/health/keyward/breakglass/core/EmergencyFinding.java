package health.keyward.breakglass.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something about the register that should not stay so (EA-1, EA-9).
 *
 * @param account user name; null where it concerns the register as a whole
 */
public record EmergencyFinding(Code code, @Nullable String account) {
    public static final Duration DRILL_EVERY = Duration.ofDays(90);

    private static final int FEWEST = 2;

    /** What it is. All are high. */
    public enum Code {
        TOO_FEW_ACCOUNTS,
        /** The account is gone or disabled. */
        NOT_USABLE,
        /** It does not hold the authenticator the register names: it was used up, or never enrolled. */
        NO_AUTHENTICATOR,
        /** A daily administrator holds an authenticator of the same type, so that what stops one stops the other. */
        SAME_AUTHENTICATOR,
        /** It holds more than the roles that put things back in order. */
        TOO_MANY_ROLES,
        /** Fewer than two of its custodians are there and hold a key of their own. */
        TOO_FEW_CUSTODIANS,
        /** It was used, and two administrators have not bound what it was enrolled with anew; or it holds something else since. */
        NOT_SEALED,
        /** No drill within 90 days, or since the staff of administrators changed. */
        DRILL_OVERDUE
    }

    /**
     * An account as it stands in Keycloak.
     *
     * @param usable whether it is there and enabled
     * @param credentialTypes as Keycloak calls them
     * @param readyCustodians how many custodians are enabled and hold a key
     * @param sealed whether it holds what was bound after its last use
     * @param lastDrill null when there was none
     */
    public record Standing(
            EmergencyAccount account,
            boolean usable,
            Set<String> credentialTypes,
            boolean recoveryRolesOnly,
            int readyCustodians,
            boolean sealed,
            @Nullable Instant lastDrill) {
        public Standing {
            credentialTypes = Set.copyOf(credentialTypes);
        }
    }

    /**
     * @param daily types of credentials that daily administrators hold
     * @param staffChanged when a person last began or ceased to be a daily administrator; null when nobody knows of a change
     */
    public static List<EmergencyFinding> of(
            List<Standing> standings, Set<String> daily, @Nullable Instant staffChanged, Instant now) {
        List<EmergencyFinding> findings = new ArrayList<>();
        if (standings.stream().filter(Standing::usable).count() < FEWEST) {
            findings.add(new EmergencyFinding(Code.TOO_FEW_ACCOUNTS, null));
        }
        for (Standing one : standings) {
            String type = one.account().authenticator().credentialType();
            add(findings, one, !one.usable(), Code.NOT_USABLE);
            add(findings, one, !one.credentialTypes().contains(type), Code.NO_AUTHENTICATOR);
            add(findings, one, daily.contains(type), Code.SAME_AUTHENTICATOR);
            add(findings, one, !one.recoveryRolesOnly(), Code.TOO_MANY_ROLES);
            add(findings, one, one.readyCustodians() < FEWEST, Code.TOO_FEW_CUSTODIANS);
            add(findings, one, !one.sealed(), Code.NOT_SEALED);
            add(findings, one, overdue(one.lastDrill(), staffChanged, now), Code.DRILL_OVERDUE);
        }
        return findings;
    }

    /** Whether a drill is due: the last one is 90 days old, or older than the last change of staff. */
    public static boolean overdue(@Nullable Instant lastDrill, @Nullable Instant staffChanged, Instant now) {
        return lastDrill == null
                || !lastDrill.plus(DRILL_EVERY).isAfter(now)
                || staffChanged != null && staffChanged.isAfter(lastDrill);
    }

    private static void add(List<EmergencyFinding> findings, Standing one, boolean found, Code code) {
        if (found) {
            findings.add(new EmergencyFinding(code, one.account().name()));
        }
    }
}
