package health.keyward.inactivity.store;

import health.keyward.audit.Recorded;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.Clients;
import health.keyward.inactivity.core.ServiceAccount;
import health.keyward.inactivity.core.ServiceAccount.State;
import health.keyward.inactivity.core.ServicePolicy;
import health.keyward.inactivity.core.ServicePolicy.Act;
import health.keyward.inactivity.core.ServicePolicy.Next;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Holds clients to the policy of their realm (IN-11): tells the owner, and disables what stays unused. Each call does one thing to one client in the caller's
 * transaction, together with its entry in the ledger. Clients are few, so that there is no run; the breaker has a list only of what it stopped.
 */
public final class ServiceEngine {
    private final Clock clock;
    private final ServiceAccounts accounts;
    private final ServicePolicies policies = new ServicePolicies();
    private final ServiceBreaker breaker = new ServiceBreaker();

    public ServiceEngine(Clock clock, ServiceAccounts accounts) {
        this.clock = clock;
        this.accounts = accounts;
    }

    /** The house around the engine, in the same transaction. */
    public interface House {
        Clients clients(RealmId realm);

        /** @return id of the entry, 32 hex digits */
        String acted(Recorded.Act act);

        void tell(Notice notice);
    }

    /** What comes next for one client. */
    public record Line(ServiceAccount account, Next next) {}

    /** What a policy would do, whom first first; nothing is done. */
    public record Dry(List<Line> lines, String hash) {}

    /** @return whether there is more to do at once */
    public boolean round(Connection tx, House house) throws SQLException {
        Instant now = now();
        accounts.meet(tx, now);
        for (RealmId realm : policies.realms(tx)) {
            ServicePolicies.Version version = policies.newest(tx, realm).orElseThrow();
            List<Line> due = due(tx, house, realm, version.policy(), now);
            for (Line line : due) {
                if (apply(tx, house, realm, version, line.account(), line.next().act(), now)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is due now and held by nothing; of what would be disabled, what the breaker lets pass. */
    private List<Line> due(Connection tx, House house, RealmId realm, ServicePolicy policy, Instant now)
            throws SQLException {
        List<ServiceAccount> all = accounts.all(tx, realm, now);
        List<Line> due = all.stream()
                .flatMap(account -> policy
                        .next(account, now)
                        .filter(next -> next.held() == null && next.dueAt(now))
                        .map(next -> new Line(account, next))
                        .stream())
                .toList();
        Set<String> disabled = due.stream()
                .filter(line -> line.next().act() == Act.DISABLE)
                .map(line -> line.account().key())
                .collect(Collectors.toSet());
        if (disabled.isEmpty()) {
            return due;
        }
        ServiceBreaker.Ruling ruling = breaker.of(tx, realm, disabled, all, now);
        ruling.fresh().ifPresent(halt -> halted(house, realm, halt, now));
        return due.stream()
                .filter(line -> line.next().act() != Act.DISABLE
                        || ruling.pass().contains(line.account().key()))
                .toList();
    }

    private static void halted(House house, RealmId realm, ServiceBreaker.Halt halt, Instant now) {
        String number = Integer.toString(halt.clients().size());
        house.tell(new Notice(
                realm,
                "service-accounts-halted",
                "service-accounts-halted-" + halt.id(),
                new Audience.Holders("system-admin", null),
                Map.of("number", number)));
        house.acted(new Recorded.Act(
                "",
                now,
                realm.value(),
                "inactivity",
                "SERVICE_ACCOUNTS_HALTED",
                null,
                halt.id().toString().replace("-", ""),
                null,
                null,
                Actor.NOBODY,
                Map.of("clients", number, "list", halt.hash())));
    }

    /** Looks at every client as a round would, also at what is not due yet. The hash is that of the policy and of what is due now. */
    public Dry dry(Connection tx, RealmId realm, ServicePolicy policy, long after) throws SQLException {
        Instant now = now();
        List<Line> lines = new ArrayList<>();
        StringBuilder due = new StringBuilder()
                .append(after)
                .append(' ')
                .append(policy.unusedDays())
                .append(' ')
                .append(policy.noticeDays())
                .append('\n');
        for (ServiceAccount account : accounts.all(tx, realm, now)) {
            policy.next(account, now).ifPresent(next -> {
                lines.add(new Line(account, next));
                if (next.dueAt(now)) {
                    due.append(account.key())
                            .append(' ')
                            .append(next.act())
                            .append(' ')
                            .append(next.held())
                            .append('\n');
                }
            });
        }
        lines.sort((one, other) -> one.next().at().compareTo(other.next().at()));
        return new Dry(lines, PolicyBook.sha256(due.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private boolean apply(
            Connection tx,
            House house,
            RealmId realm,
            ServicePolicies.Version version,
            ServiceAccount account,
            Act act,
            Instant now)
            throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        facts.put("client", account.clientId());
        facts.put("version", Long.toString(version.number()));
        facts.put("lastUse", account.lastUse().map(Instant::toString).orElse("never"));
        switch (act) {
            case WARN -> {
                String dedupe = "service-account-" + UUID.randomUUID();
                accounts.put(tx, realm, account, State.WARNED, dedupe, null, now);
                tell(
                        house,
                        realm,
                        account,
                        "service-account-warned",
                        dedupe,
                        version.policy().noticeDays());
                record(house, realm, "SERVICE_ACCOUNT_WARNED", account, facts, now);
            }
            case RETURN -> {
                boolean again = account.at().state() == State.DISABLED;
                accounts.put(tx, realm, account, State.IN_USE, null, again ? now : null, now);
                record(house, realm, "SERVICE_ACCOUNT_RETURNED", account, facts, now);
            }
            case DISABLE -> {
                Accounts.Effect effect = house.clients(realm).switched(account.key(), false);
                facts.put("seen", effect.detail());
                if (!effect.done()) {
                    return false;
                }
                accounts.put(tx, realm, account, State.DISABLED, null, null, now);
                tell(house, realm, account, "service-account-disabled", "service-account-" + UUID.randomUUID(), 0);
                record(house, realm, "SERVICE_ACCOUNT_DISABLED", account, facts, now);
            }
        }
        return true;
    }

    /**
     * Disables a client at once, or lets it sign in again; its owner is told. The caller records why.
     *
     * @return what was seen afterwards
     */
    public Accounts.Effect switched(Connection tx, House house, RealmId realm, ServiceAccount account, boolean enabled)
            throws SQLException {
        Instant now = now();
        Accounts.Effect effect = house.clients(realm).switched(account.key(), enabled);
        if (effect.done()) {
            accounts.put(tx, realm, account, enabled ? State.IN_USE : State.DISABLED, null, enabled ? now : null, now);
            tell(
                    house,
                    realm,
                    account,
                    enabled ? "service-account-restored" : "service-account-disabled",
                    "service-account-" + UUID.randomUUID(),
                    0);
        }
        return effect;
    }

    /** @param days until it is disabled; 0 when that is no question any more */
    private static void tell(
            House house, RealmId realm, ServiceAccount account, String topic, String dedupe, int days) {
        ServiceAccount.Owner owner = account.owner();
        if (owner == null || !owner.able()) {
            return;
        }
        Map<String, String> facts = new TreeMap<>();
        facts.put("client", named(account.clientId()));
        if (days > 0) {
            facts.put("days", Integer.toString(days));
        }
        house.tell(new Notice(realm, topic, dedupe, new Audience.Person(owner.id()), facts));
    }

    /** As much of a name as a mail takes. */
    private static String named(String clientId) {
        String line = clientId.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 200 ? line : line.substring(0, 200);
    }

    private static void record(
            House house, RealmId realm, String type, ServiceAccount account, Map<String, String> facts, Instant now) {
        house.acted(new Recorded.Act(
                "",
                now,
                realm.value(),
                "inactivity",
                type,
                null,
                account.key().replace("-", ""),
                null,
                null,
                Actor.NOBODY,
                facts));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
