package health.keyward.audit.core;

import health.keyward.audit.Recorded.FieldChange;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log as a feed tells it to another system: flat, and people already named, given pseudonyms or left out as the feed wants it. Every
 * format is made from this.
 *
 * @param seq position in the log; the receiver's key against duplicates
 * @param id of the recorded thing, 32 hex digits; empty for an entry that cannot be read
 * @param realmId empty for marks and for unreadable entries
 * @param type Keycloak's event type, a change's operation, a look's phase, a mark's type, the method of a refused call, what came of a decision, an
 *     act's type
 * @param failure why it came to nothing; null for a success
 * @param actor who did it
 * @param target the person concerned by a change
 * @param changes what a change changed
 * @param facts everything else, by stable names
 */
public record Told(
        long seq,
        Instant seqAt,
        String id,
        Instant at,
        String realmId,
        Kind kind,
        String type,
        @Nullable String failure,
        Who actor,
        Who target,
        Via via,
        List<FieldChange> changes,
        SortedMap<String, String> facts) {
    public Told {
        changes = List.copyOf(changes);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** Fact of a decision on its way to OPA's log service: the whole event as JSON. */
    public static final String OPA_EVENT = "opa-event";

    /** What kind of entry it is. */
    public enum Kind {
        ACTIVITY,
        CHANGE,
        REFUSAL,
        LOOK,
        UNDONE,
        DECISION,
        ACT,
        MARK,
        UNREADABLE;

        /** As formats write it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A person, as the feed may say it.
     *
     * @param id Keycloak's id or a pseudonym
     * @param name only in feeds that name people
     */
    public record Who(@Nullable String id, @Nullable String name) {
        public static final Who NOBODY = new Who(null, null);
    }

    /** How somebody came: every part may be unknown or left out. */
    public record Via(
            @Nullable String clientId,
            @Nullable String protocol,
            @Nullable String sessionId,
            @Nullable String address,
            @Nullable String userAgent) {
        public static final Via NOTHING = new Via(null, null, null, null, null);
    }

    /** The same with one more fact. */
    public Told with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(name, value);
        return new Told(seq, seqAt, id, at, realmId, kind, type, failure, actor, target, via, changes, more);
    }

    public boolean success() {
        return failure == null;
    }

    public @Nullable String fact(String name) {
        return facts.get(name);
    }
}
