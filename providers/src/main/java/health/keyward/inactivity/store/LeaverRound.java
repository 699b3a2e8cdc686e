package health.keyward.inactivity.store;

import health.keyward.audit.Recorded;
import health.keyward.inactivity.Dormancy.Step;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.AccountType;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.AppAccess;
import health.keyward.inactivity.core.Cause;
import health.keyward.inactivity.core.Held;
import health.keyward.inactivity.core.LastAdmins;
import health.keyward.inactivity.core.Leaver;
import health.keyward.inactivity.core.Policies;
import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shuts people out whose last moment has come, one in a transaction (IN-15). Needs no policy and no run, and no breaker stops it. Only emergency accounts and the
 * last administrators stay, which then is late and alarms.
 */
public final class LeaverRound {
    private final Clock clock;
    private final Leavers leavers = new Leavers();
    private final Standings standings = new Standings();
    private final Exemptions exemptions = new Exemptions();
    private final LeaverPartners partners = new LeaverPartners();

    public LeaverRound(Clock clock) {
        this.clock = clock;
    }

    /** The house around it, in the same transaction. */
    public interface House extends Engine.House {
        /** Disables the account, ends what it had, takes its consents back and tells the apps. */
        Out shutOut(Leaver leaver, Account account);
    }

    /**
     * @param apps where the person had access
     * @param partners apps, by name, that a partner runs and that the person could use; each is told
     */
    public record Out(Accounts.Effect effect, List<AppAccess> apps, List<String> partners) {
        public Out {
            apps = List.copyOf(apps);
            partners = List.copyOf(partners);
        }
    }

    /** @return whether there may be more to do at once */
    public boolean round(Connection tx, House house) throws SQLException {
        Instant now = now();
        Optional<Leaver> due = leavers.due(tx, now);
        if (due.isEmpty()) {
            return false;
        }
        Leaver leaver = due.get();
        Accounts accounts = house.accounts(leaver.realm());
        Optional<Account> account = account(tx, leaver, now);
        if (account.isEmpty()) {
            leavers.out(tx, leaver.id(), now, "the account is gone", List.of());
            record(house, leaver, null, "LEAVER_OUT", null, Map.of("seen", "gone"), now);
            return true;
        }
        Optional<Held> held = held(accounts, account.get());
        if (held.isPresent()) {
            refused(tx, house, leaver, account.get(), held.get(), held.get().name(), now);
        } else {
            shutOut(tx, house, leaver, account.get(), now);
        }
        return true;
    }

    private static Optional<Held> held(Accounts accounts, Account account) {
        if (account.type() == AccountType.EMERGENCY
                || !accounts.emergency(List.of(account.id())).isEmpty()) {
            return Optional.of(Held.EMERGENCY);
        }
        return LastAdmins.kept(accounts.workingAdmins(), List.of(account.id())).isEmpty()
                ? Optional.empty()
                : Optional.of(Held.LAST_ADMIN);
    }

    private void shutOut(Connection tx, House house, Leaver leaver, Account account, Instant now) throws SQLException {
        Out out = house.shutOut(leaver, account);
        if (!out.effect().done()) {
            refused(tx, house, leaver, account, null, out.effect().detail(), now);
            return;
        }
        Step step = account.at().step() == Step.ARCHIVED ? Step.ARCHIVED : Step.DISABLED;
        standings.put(
                tx, leaver.realm(), List.of(new Standings.Place(account.id(), step, now, Cause.LEFT, "leavers", null)));
        exemptions.letGo(tx, leaver.realm(), account.id(), now);
        leavers.out(tx, leaver.id(), now, out.effect().detail(), out.apps());
        Map<String, String> facts = new TreeMap<>();
        facts.put("seen", out.effect().detail());
        facts.put("apps", Integer.toString(out.apps().size()));
        facts.put("partners", Integer.toString(out.partners().size()));
        out.apps().stream()
                .map(AppAccess::endsAt)
                .max(Instant::compareTo)
                .ifPresent(last -> facts.put("lastAccessEnds", last.toString()));
        record(house, leaver, account, "LEAVER_OUT", null, facts, now);
        partners.begin(tx, house, leaver, out.partners(), now);
    }

    /** It is tried again; the ledger is told once of each reason. */
    private void refused(
            Connection tx, House house, Leaver leaver, Account account, @Nullable Held held, String detail, Instant now)
            throws SQLException {
        leavers.tried(tx, leaver.id(), now, held, detail);
        if (!detail.equals(leaver.detail())) {
            record(house, leaver, account, "LEAVER_OUT", "not_done", Map.of("seen", detail), now);
        }
    }

    private static Optional<Account> account(Connection tx, Leaver leaver, Instant now) throws SQLException {
        Policies policies = new PolicyBook()
                .newest(tx, leaver.realm())
                .map(PolicyBook.Version::policies)
                .orElseGet(() -> Policies.usual(now));
        return new Finder()
                .list(tx, Finder.Question.of(leaver.realm(), policies, now, List.of(leaver.person()))).stream()
                        .findFirst();
    }

    /** Tells system administrators of everybody and every partner that is late, and of more leavers than usual, once. Works beside {@link #round}, so that one that is stuck does not go unnoticed. */
    public void watch(Connection tx, Engine.House house) throws SQLException {
        Instant now = now();
        for (Leaver leaver : leavers.late(tx, now)) {
            List<String> apps = leavers.apps(tx, leaver.id()).stream()
                    .filter(app -> app.endsAt().isAfter(now))
                    .map(AppAccess::client)
                    .toList();
            String what = leaver.state() == Leaver.State.WAITING ? "account" : String.join(", ", apps);
            house.accounts(leaver.realm());
            leavers.alarmed(tx, leaver.id(), now);
            house.tell(new Notice(
                    leaver.realm(),
                    "inactivity-leaver-overdue",
                    "inactivity-leaver-overdue-" + leaver.id(),
                    new Audience.Holders("system-admin", null),
                    Map.of(
                            "leaver",
                            leaver.id().toString(),
                            "late",
                            what.length() <= 200 ? what : what.substring(0, 197) + "...")));
            record(house, leaver, null, "LEAVER_OVERDUE", null, Map.of("late", what), now);
        }
        partners.watch(tx, house, now);
        watchNumbers(tx, house, now);
    }

    /** Nobody is spared for being one of many: who has left is out within the hour. But a feed gone wrong is seen at once, while most of it can be taken back. */
    private void watchNumbers(Connection tx, Engine.House house, Instant now) throws SQLException {
        for (Leavers.Day day : leavers.tooMany(tx, now)) {
            String number = Long.toString(day.leavers());
            house.accounts(day.realm());
            house.tell(new Notice(
                    day.realm(),
                    "inactivity-leavers-many",
                    "inactivity-leavers-many-" + day.date(),
                    new Audience.Holders("system-admin", null),
                    Map.of("number", number)));
            house.acted(new Recorded.Act(
                    "",
                    now,
                    day.realm().value(),
                    "inactivity",
                    "LEAVERS_MANY",
                    null,
                    PolicyBook.sha256((day.realm().value() + day.date()).getBytes(StandardCharsets.UTF_8))
                            .substring(0, 32),
                    null,
                    null,
                    Actor.NOBODY,
                    Map.of("leavers", number, "people", Long.toString(day.people()))));
        }
    }

    static void record(
            Engine.House house,
            Leaver leaver,
            @Nullable Account account,
            String type,
            @Nullable String error,
            Map<String, String> facts,
            Instant now) {
        house.acted(act(leaver, account == null ? null : account.username(), type, error, Actor.NOBODY, facts, now));
    }

    /** An entry about a leaver, whoever did it. */
    public static Recorded.Act act(
            Leaver leaver,
            @Nullable String username,
            String type,
            @Nullable String error,
            Actor by,
            Map<String, String> facts,
            Instant now) {
        UserId person = leaver.person();
        return new Recorded.Act(
                "",
                now,
                leaver.realm().value(),
                "inactivity",
                type,
                error,
                leaver.id().toString().replace("-", ""),
                person.value(),
                username,
                by,
                facts);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
