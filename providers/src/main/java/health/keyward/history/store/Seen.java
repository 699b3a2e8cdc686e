package health.keyward.history.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who a batch is about, each person once: names, when they signed in, and what was issued to them. */
final class Seen {
    private record Key(String realmId, String userId) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::realmId).thenComparing(Key::userId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Issued(String what, String id) {}

    /** Hours in which something was issued. */
    private record Hours(NavigableSet<Instant> all) {
        private static final int COUNTED_DAYS = 90;

        Hours() {
            this(new TreeSet<>());
        }

        /** A bit for each of the last days, that of the last hour first. */
        String days() {
            char[] bits = "0".repeat(COUNTED_DAYS).toCharArray();
            for (Instant hour : all) {
                long before = day(all.last()) - day(hour);
                if (before < COUNTED_DAYS) {
                    bits[(int) before] = '1';
                }
            }
            return new String(bits);
        }

        private static long day(Instant at) {
            return LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
        }
    }

    private static final class Person {
        private @Nullable String username;
        private Instant named = Instant.MIN;
        private @Nullable Instant first;
        private @Nullable Instant signedIn;
        private @Nullable Instant used;
        private @Nullable Instant missed;
        private final Map<Issued, Hours> issued = new HashMap<>();
        private long seq = Long.MIN_VALUE;
    }

    private final Map<Key, Person> people = new TreeMap<>();

    /** @param at when the person did something; null when something was done to them */
    void add(String realmId, @Nullable String userId, @Nullable String username, @Nullable Instant at) {
        if (userId == null) {
            return;
        }
        Person person = of(realmId, userId);
        Instant when = at == null ? Instant.EPOCH : at;
        if (username != null && !when.isBefore(person.named)) {
            person.username = username;
            person.named = when;
        }
        if (at != null && (person.first == null || at.isBefore(person.first))) {
            person.first = at;
        }
    }

    void signedIn(String realmId, String userId, Instant at, long seq) {
        Person person = acted(realmId, userId, seq);
        person.signedIn = later(person.signedIn, at);
    }

    void used(String realmId, String userId, Instant at, long seq) {
        Person person = acted(realmId, userId, seq);
        person.used = later(person.used, at);
    }

    void missed(String realmId, String userId, Instant at, long seq) {
        Person person = acted(realmId, userId, seq);
        person.missed = later(person.missed, at);
    }

    /** @param what {@code ROLE} or {@code CLIENT} */
    void issued(String realmId, String userId, String what, String id, Instant at) {
        of(realmId, userId)
                .issued
                .computeIfAbsent(new Issued(what, id), none -> new Hours())
                .all()
                .add(at);
    }

    Table names() {
        Table table = new Table(ProjectionSql.PERSON_COLUMNS);
        people.forEach((key, person) ->
                row(table, key).put("username", person.username).put("at", person.first));
        return table;
    }

    Table signIns() {
        Table table = new Table(ProjectionSql.SIGN_IN_COLUMNS);
        people.forEach((key, person) -> {
            if (person.seq != Long.MIN_VALUE) {
                row(table, key)
                        .put("at", person.signedIn)
                        .put("non_interactive_at", person.used)
                        .put("last_failure_at", person.missed)
                        .put("seq", person.seq);
            }
        });
        return table;
    }

    Table entitlements() {
        Table table = new Table(ProjectionSql.ISSUED_COLUMNS);
        people.forEach((key, person) -> person.issued.forEach((issued, hours) -> row(table, key)
                .put("what", issued.what())
                .put("id", issued.id())
                .put("at", hours.all().last())
                .put("days", hours.days())));
        return table;
    }

    private Person of(String realmId, String userId) {
        return people.computeIfAbsent(new Key(realmId, userId), key -> new Person());
    }

    private Person acted(String realmId, String userId, long seq) {
        Person person = of(realmId, userId);
        person.seq = Math.max(person.seq, seq);
        return person;
    }

    private static Table.Row row(Table table, Key key) {
        return table.row().put("realm_id", key.realmId()).put("user_id", key.userId());
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
