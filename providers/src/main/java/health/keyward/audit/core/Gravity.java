package health.keyward.audit.core;

import java.util.Map;
import java.util.Set;

/** How serious an entry is: CEF's scale from 0 to 10, and syslog's severities. */
final class Gravity {
    private static final Set<String> QUIET = Set.of("BOOT", "HEARTBEAT", "SHUTDOWN", "VOID");
    private static final Set<String> ALARMING = Set.of("GAP", "SILENT", "EPOCH");
    private static final Set<String> LOCKED = Set.of("user_temporarily_disabled", "user_disabled");

    private Gravity() {}

    static int cef(Told told) {
        return switch (told.kind()) {
            case ACTIVITY -> told.success() ? 2 : LOCKED.contains(told.failure()) ? 6 : 5;
            case CHANGE -> 4;
            case LOOK -> 3;
            case REFUSAL -> 6;
            case UNDONE -> 7;
            case DECISION -> told.success() ? 2 : told.type().equals("STEP_UP") ? 3 : 5;
            case ACT -> told.success() ? 4 : 6;
            case UNREADABLE -> 8;
            case MARK -> mark(told);
        };
    }

    /** RFC 5424: 2 critical, 3 error, 4 warning, 5 notice, 6 informational. */
    static int syslog(Told told) {
        int cef = cef(told);
        return cef >= 9 ? 2 : cef >= 7 ? 3 : cef == 6 ? 4 : cef >= 4 ? 5 : 6;
    }

    /** Whether a mark says that something is not as it should be. */
    static boolean alarms(String mark, Map<String, String> facts) {
        return switch (mark) {
            case "SELF_CHECK" -> !"GOOD".equals(facts.get("outcome"));
            case "TAMPER_DRILL" -> facts.containsKey("missed");
            default -> ALARMING.contains(mark) || mark.equals("CLOCK_JUMP");
        };
    }

    private static int mark(Told told) {
        if (QUIET.contains(told.type())) {
            return 1;
        }
        if (told.type().equals("SELF_CHECK") || told.type().equals("TAMPER_DRILL")) {
            return told.success() ? 3 : 10;
        }
        return ALARMING.contains(told.type()) ? 9 : told.type().equals("CLOCK_JUMP") ? 7 : 6;
    }
}
