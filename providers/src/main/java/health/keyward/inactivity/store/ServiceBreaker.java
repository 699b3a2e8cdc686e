package health.keyward.inactivity.store;

import health.keyward.inactivity.core.Breaker;
import health.keyward.inactivity.core.ServiceAccount;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code KW_SERVICE_ACCOUNT_HALT}: stops the policy before it disables too many clients within a day, as it stops a run over people (IN-7, IN-11). What two
 * administrators let go on is the list they saw, for a day.
 */
public final class ServiceBreaker {
    static final Duration DAY = Duration.ofDays(1);

    /**
     * Clients that wait.
     *
     * @param clients their keys
     * @param allowedAt when two administrators let them be disabled; null while they have not
     */
    public record Halt(
            UUID id,
            Instant since,
            Set<String> clients,
            @Nullable Instant allowedAt) {
        public Halt {
            clients = Set.copyOf(clients);
        }

        /** SHA-256 of the keys, so that what was shown and what is done can be told to be the same. */
        public String hash() {
            return PolicyBook.sha256(String.join("\n", new TreeSet<>(clients)).getBytes(StandardCharsets.UTF_8));
        }

        private boolean allowsAt(Instant now) {
            return allowedAt != null && now.isBefore(allowedAt.plus(DAY));
        }
    }

    /** @param fresh a halt that nobody was told of yet */
    record Ruling(Set<String> pass, Optional<Halt> fresh) {}

    /** @param due keys of the clients that would be disabled now */
    Ruling of(Connection tx, RealmId realm, Set<String> due, List<ServiceAccount> all, Instant now)
            throws SQLException {
        Optional<Halt> known = newest(tx, realm);
        Set<String> allowed = new HashSet<>();
        if (known.isPresent() && known.get().allowsAt(now)) {
            allowed.addAll(due);
            allowed.retainAll(known.get().clients());
        }
        Set<String> others = new HashSet<>(due);
        others.removeAll(allowed);
        Set<String> agreed =
                known.filter(halt -> halt.allowsAt(now)).map(Halt::clients).orElse(Set.of());
        long lately = all.stream()
                .filter(one -> one.at().state() == ServiceAccount.State.DISABLED
                        && one.at().since().isAfter(now.minus(DAY))
                        && !agreed.contains(one.key()))
                .count();
        if (others.size() + lately <= Breaker.most(all.size())) {
            return new Ruling(due, Optional.empty());
        }
        boolean waits = known.isPresent()
                && known.get().allowedAt() == null
                && known.get().clients().equals(others)
                && now.isBefore(known.get().since().plus(DAY));
        if (waits || known.filter(halt -> halt.allowsAt(now)).isPresent()) {
            return new Ruling(allowed, Optional.empty());
        }
        Halt fresh = new Halt(UUID.randomUUID(), now, others, null);
        add(tx, realm, fresh);
        return new Ruling(allowed, Optional.of(fresh));
    }

    private static void add(Connection tx, RealmId realm, Halt halt) throws SQLException {
        Sql.of(
                        "INSERT INTO kw_service_account_halt (id, realm_id, since, clients) VALUES (?, ?, ?, ?::text[])",
                        halt.id(),
                        realm.value(),
                        halt.since(),
                        new TreeSet<>(halt.clients()))
                .update(tx);
    }

    private static Optional<Halt> newest(Connection tx, RealmId realm) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_service_account_halt WHERE realm_id = ? ORDER BY since DESC, id LIMIT 1",
                        realm.value())
                .first(tx, ServiceBreaker::halt);
    }

    /** Whom two administrators may let be disabled: the newest list, if it is not older than a day and nobody has decided. */
    public Optional<Halt> waiting(Connection tx, RealmId realm, Instant now) throws SQLException {
        return newest(tx, realm)
                .filter(halt ->
                        halt.allowedAt() == null && now.isBefore(halt.since().plus(DAY)));
    }

    /** False when somebody did before. */
    public boolean allow(Connection tx, UUID id, String by, Instant now) throws SQLException {
        return Sql.of(
                                "UPDATE kw_service_account_halt SET allowed_at = ?, allowed_by = ? WHERE id = ? AND"
                                        + " allowed_at IS NULL",
                                now,
                                by,
                                id)
                        .update(tx)
                == 1;
    }

    private static Halt halt(ResultSet row) throws SQLException {
        return new Halt(
                row.getObject("id", UUID.class),
                Sql.at(row, "since"),
                Set.copyOf(Sql.texts(row, "clients")),
                Sql.maybe(row, "allowed_at"));
    }
}
