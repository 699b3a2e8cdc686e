package health.keyward.alerts.core;

import health.keyward.kernel.RealmId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Puts an alarm into a notice for the system administrators of a realm. */
public final class Wording {
    public static final String FAILED = "verification-failed";
    public static final String GOOD_AGAIN = "verification-good-again";

    private static final Audience KEEPERS = new Audience.Holders("system-admin", null);
    private static final int LONGEST = 200;

    private Wording() {}

    /** @param now names the occasion: the same alarm is raised at most once in a round, and every round has its own time */
    public static Optional<Notice> of(RealmId realm, Alarm alarm, Instant now) {
        return switch (alarm) {
            case Alarm.Raised raised ->
                Optional.of(notice(
                        realm,
                        FAILED,
                        alarm,
                        now,
                        Map.of(
                                "finding", raised.finding().code(),
                                "detail", oneLine(raised.finding().detail()),
                                "since", raised.finding().since().toString())));
            case Alarm.Over over ->
                Optional.of(notice(
                        realm,
                        GOOD_AGAIN,
                        alarm,
                        now,
                        Map.of(
                                "finding",
                                over.key().code(),
                                "since",
                                over.since().toString(),
                                "until",
                                now.toString())));
            case Alarm.Past past -> Optional.empty();
        };
    }

    private static Notice notice(RealmId realm, String topic, Alarm alarm, Instant now, Map<String, String> facts) {
        String dedupe = alarm.key().code() + ":" + alarm.key().subject() + ":" + now.toEpochMilli();
        return new Notice(realm, topic, dedupe, KEEPERS, facts);
    }

    private static String oneLine(String detail) {
        String line = detail.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
