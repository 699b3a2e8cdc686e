package health.keyward.review.core;

import health.keyward.audit.Recorded;
import java.util.Set;

/** What the ledger says of somebody that asks for a small review (AR-15): emergency access used where it was not given, or judged as misuse. */
public final class Alarms {
    private static final Set<String> MISUSE = Set.of("INAPPROPRIATE", "INCIDENT");

    private Alarms() {}

    public static boolean isAlarm(Recorded.Act act) {
        if (!act.room().equals("breakglass") || act.userId() == null) {
            return false;
        }
        return switch (act.type()) {
            case "GRANT_MISUSED" -> true;
            case "CASE_JUDGED" -> MISUSE.contains(act.facts().getOrDefault("disposition", ""));
            default -> false;
        };
    }
}
