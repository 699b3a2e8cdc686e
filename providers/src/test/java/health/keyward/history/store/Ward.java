package health.keyward.history.store;

import health.keyward.RealDatabase;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A realm of its own in the shared database, and the words to make things happen there. */
final class Ward implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final AtomicLong SEQ = new AtomicLong();

    final RealmId realm = new RealmId(UUID.randomUUID().toString());
    final Connection tx;
    private final HistoryProjection projection = new HistoryProjection(Clock.fixed(NOON, ZoneOffset.UTC));

    Ward() throws SQLException {
        tx = RealDatabase.connect();
        run("INSERT INTO realm (id, name) VALUES (?, ?)", realm.value(), "ward-" + realm.value());
    }

    @Override
    public void close() throws SQLException {
        tx.rollback();
        tx.close();
    }

    void run(String sql, Object... parameters) throws SQLException {
        try (var statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    @Nullable
    String one(String sql, Object... parameters) throws SQLException {
        try (var statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Hires somebody; returns the user id. */
    String hire(String username, String first, String last) throws SQLException {
        String id = UUID.randomUUID().toString();
        run(
                "INSERT INTO user_entity (id, realm_id, username, first_name, last_name, email, created_timestamp)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                realm.value(),
                username,
                first,
                last,
                username + "@ward.example",
                NOON.minus(Duration.ofDays(90)).toEpochMilli());
        return id;
    }

    void project(Recorded... recorded) throws SQLException {
        List<Entry> batch = new ArrayList<>();
        for (Recorded one : recorded) {
            long seq = SEQ.incrementAndGet();
            batch.add(new Entry(seq, NOON, "boot-1", seq, one));
        }
        projection.project(tx, batch);
    }

    Happening login(String userId, String username) {
        return new Happening(realm, "LOGIN").user(userId, username);
    }

    Happening failure(String error) {
        return new Happening(realm, "LOGIN_ERROR").error(error);
    }

    Recorded.Change change(String operation, String area, String target, @Nullable String targetUser, Instant at) {
        return new Recorded.Change(
                id(),
                at,
                realm.value(),
                Recorded.Source.ADMIN_EVENT,
                operation,
                area,
                target,
                targetUser,
                null,
                new Actor(realm.value(), "admin-id", "root", "keyward-console", "s-9", "10.0.0.9"),
                List.of(new Recorded.FieldChange("User", targetUser, "firstName", "Old", "New")),
                null);
    }

    static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** A user event in the making. */
    static final class Happening {
        private final RealmId realm;
        private final String type;
        private Instant at = NOON;
        private String id = Ward.id();
        private @Nullable String error;
        private @Nullable String userId;
        private @Nullable String username;
        private @Nullable String unknown;
        private @Nullable String client = "ward-board";
        private @Nullable String address = "10.1.2.3";
        private @Nullable String session;
        private @Nullable String agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        private boolean sso;
        private Map<String, String> details = Map.of();

        Happening(RealmId realm, String type) {
            this.realm = realm;
            this.type = type;
        }

        Happening at(Instant when) {
            at = when;
            return this;
        }

        Happening id(String value) {
            id = value;
            return this;
        }

        Happening error(String value) {
            error = value;
            return this;
        }

        Happening user(@Nullable String idOf, @Nullable String name) {
            userId = idOf;
            username = name;
            return this;
        }

        Happening unknown(String value) {
            unknown = value;
            return this;
        }

        Happening client(@Nullable String value) {
            client = value;
            return this;
        }

        Happening from(@Nullable String value) {
            address = value;
            return this;
        }

        Happening session(String value) {
            session = value;
            return this;
        }

        Happening agent(@Nullable String value) {
            agent = value;
            return this;
        }

        Happening sso() {
            sso = true;
            return this;
        }

        Happening details(Map<String, String> value) {
            details = value;
            return this;
        }

        Recorded.UserActivity done() {
            return new Recorded.UserActivity(
                    id,
                    at,
                    realm.value(),
                    type,
                    error,
                    userId,
                    username,
                    unknown,
                    client,
                    "openid-connect",
                    null,
                    error == null ? List.of("pwd", "otp") : List.of(),
                    error == null ? "mfa" : null,
                    error == null && !sso ? at : null,
                    sso,
                    address,
                    agent,
                    session,
                    "c-1",
                    List.of(),
                    details);
        }
    }
}
