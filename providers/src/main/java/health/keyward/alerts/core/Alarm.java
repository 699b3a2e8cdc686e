package health.keyward.alerts.core;

import health.keyward.audit.Integrity.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be said, given what was said before and what there is now. */
public sealed interface Alarm {
    /** What it is about. */
    Key key();

    /** It was not there before, or is another one by now. */
    record Raised(Finding finding) implements Alarm {
        @Override
        public Key key() {
            return Key.of(finding);
        }
    }

    /** A state that was reported is over. */
    record Over(Key key, Instant since) implements Alarm {}

    /** Something that happened is old enough to be left out of health. It is forgotten, and nobody is told: it happened all the same. */
    record Past(Key key) implements Alarm {}

    /** Names a finding as long as it lasts. */
    record Key(String code, String subject) {
        public static Key of(Finding finding) {
            return new Key(finding.code(), finding.subject());
        }
    }

    static List<Alarm> between(List<Finding> told, List<Finding> found) {
        Map<Key, Finding> before = new HashMap<>();
        told.forEach(finding -> before.put(Key.of(finding), finding));
        List<Alarm> alarms = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        for (Finding finding : found) {
            Finding known = before.get(Key.of(finding));
            if (seen.add(Key.of(finding)) && (known == null || !known.detail().equals(finding.detail()))) {
                alarms.add(new Raised(finding));
            }
        }
        for (Finding known : told) {
            if (!seen.contains(Key.of(known))) {
                alarms.add(known.lasting() ? new Over(Key.of(known), known.since()) : new Past(Key.of(known)));
            }
        }
        return alarms;
    }
}
