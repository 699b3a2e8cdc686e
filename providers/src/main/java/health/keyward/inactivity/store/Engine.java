package health.keyward.inactivity.store;

import health.keyward.audit.Recorded;
import health.keyward.inactivity.Dormancy.Step;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.Act;
import health.keyward.inactivity.core.Breaker;
import health.keyward.inactivity.core.Cause;
import health.keyward.inactivity.core.Chain;
import health.keyward.inactivity.core.Chain.Next;
import health.keyward.inactivity.core.Held;
import health.keyward.inactivity.core.Item;
import health.keyward.inactivity.core.LastAdmins;
import health.keyward.inactivity.core.Limits;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.Policy;
import health.keyward.inactivity.core.Run;
import health.keyward.inactivity.store.PolicyBook.Version;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes runs: finds whom something is due for, writes the list, and works through it in parts (IN-13). Each call does one thing in the caller's transaction, so
 * that a node may die at any time; whoever calls next goes on where the last committed part ended. The caller sees to it that one node works at a time.
 */
public final class Engine {
    /** People a transaction is about. */
    static final int PART = 200;
    /** A run the breaker held that long is looked at afresh. */
    static final Duration STALE = Duration.ofDays(1);

    /** Failures of that long ago still count. */
    private static final Duration FAILURES_COUNT = Duration.ofDays(7);

    private static final Duration LONGEST_REST = Duration.ofDays(1);

    private final Clock clock;
    private final Duration every;
    private final Finder finder = new Finder();
    private final Runs runs = new Runs();
    private final Standings standings = new Standings();
    private final Exemptions exemptions = new Exemptions();
    private final PolicyBook book = new PolicyBook();

    /** @param every how long after the start of a run the next one begins */
    public Engine(Clock clock, Duration every) {
        this.clock = clock;
        this.every = every;
    }

    /** The house around the engine, in the same transaction. */
    public interface House {
        Accounts accounts(RealmId realm);

        /** @return id of the entry, 32 hex digits */
        String acted(Recorded.Act act);

        void tell(Notice notice);
    }

    /**
     * Somebody something is due for.
     *
     * @param policy null for a leave of somebody no policy concerns
     */
    private record Due(Account account, @Nullable Policy policy, Next next) {
        String policyName() {
            return policy == null ? "none" : policy.name();
        }

        Due held(Held why) {
            return new Due(account, policy, new Next(next.act(), next.at(), next.cause(), why));
        }
    }

    /** @return whether there is more to do at once */
    public boolean round(Connection tx, House house) throws SQLException {
        Instant now = now();
        for (RealmId realm : book.realms(tx)) {
            Version version = book.newest(tx, realm).orElseThrow();
            Optional<Run> present = runs.present(tx, realm);
            if (present.isPresent()) {
                if (goOn(tx, house, realm, version, present.get(), now)) {
                    return true;
                }
            } else if (isDue(tx, realm, version, now)) {
                begin(tx, house, realm, version, now);
                return true;
            }
        }
        return false;
    }

    /** Other policies are due at once. A clock that went back makes nothing due. */
    private boolean isDue(Connection tx, RealmId realm, Version version, Instant now) throws SQLException {
        Optional<Run> last = runs.last(tx, realm);
        return last.isEmpty()
                || last.get().policyVersion() != version.number()
                || !last.get().startedAt().plus(every).isAfter(now);
    }

    private boolean goOn(Connection tx, House house, RealmId realm, Version version, Run run, Instant now)
            throws SQLException {
        if (run.policyVersion() != version.number()
                || (run.state() == Run.State.HALTED
                        && !run.startedAt().plus(STALE).isAfter(now))) {
            close(tx, house, realm, run, Run.State.CANCELLED, now);
            return true;
        }
        if (run.state() == Run.State.HALTED) {
            return false;
        }
        List<Item> part = runs.pending(tx, run.id(), PART);
        if (part.isEmpty()) {
            close(tx, house, realm, run, Run.State.DONE, now);
            return false;
        }
        apply(tx, house, realm, version, run, part, now);
        return true;
    }

    private void begin(Connection tx, House house, RealmId realm, Version version, Instant now) throws SQLException {
        Optional<Run> last = runs.last(tx, realm);
        List<Due> due = withoutTheTired(tx, realm, due(tx, house, realm, version.policies(), now), now);
        List<String> halts = halts(
                tx, realm, version.policies(), due, last.map(Run::startedAt).orElse(null), now);
        Run run = new Run(
                UUID.randomUUID(),
                Run.Kind.REAL,
                halts.isEmpty() ? Run.State.OPEN : Run.State.HALTED,
                now,
                null,
                version.number(),
                finder.accounts(tx, realm),
                halts,
                null,
                null);
        boolean listHeld = !runs.heldListed(tx, realm, now.truncatedTo(ChronoUnit.DAYS));
        runs.add(tx, realm, run);
        runs.put(tx, items(run, due, listHeld, now));
        if (!halts.isEmpty()) {
            record(
                    house,
                    realm,
                    run,
                    "RUN_HALTED",
                    null,
                    null,
                    Map.of("why", String.join("; ", halts), "version", Long.toString(run.policyVersion())),
                    now);
            house.tell(new Notice(
                    realm,
                    "inactivity-halted",
                    "inactivity-halted-" + run.id(),
                    new Audience.Holders("system-admin", null),
                    Map.of("run", run.id().toString())));
        }
    }

    /** What a dry run found; its list is kept like that of any other run. */
    public record Preview(Run run, Map<Act, List<UserId>> now, List<String> halts) {}

    /** Looks at every account as a run under these policies would, and does nothing. */
    public Preview dryRun(Connection tx, House house, RealmId realm, Policies policies, long version)
            throws SQLException {
        Instant now = now();
        List<Due> due = due(tx, house, realm, policies, now);
        List<String> halts = halts(tx, realm, policies, due, null, now);
        Run draft = new Run(
                UUID.randomUUID(),
                Run.Kind.DRY,
                Run.State.OPEN,
                now,
                null,
                version,
                finder.accounts(tx, realm),
                halts,
                null,
                null);
        runs.add(tx, realm, draft);
        runs.put(tx, items(draft, due, true, now));
        Run run = new Run(
                draft.id(),
                draft.kind(),
                Run.State.DONE,
                now,
                now(),
                version,
                draft.evaluated(),
                halts,
                hash(tx, draft),
                null);
        runs.close(tx, run);
        return new Preview(run, byAct(due), halts);
    }

    /** Whom these policies would do something to now; nothing is kept. */
    public Map<Act, List<UserId>> would(Connection tx, House house, RealmId realm, Policies policies)
            throws SQLException {
        return byAct(due(tx, house, realm, policies, now()));
    }

    private static Map<Act, List<UserId>> byAct(List<Due> due) {
        Map<Act, List<UserId>> found = new EnumMap<>(Act.class);
        due.forEach(one -> found.computeIfAbsent(
                        one.next().held() == null ? one.next().act() : Act.HOLD, act -> new ArrayList<>())
                .add(one.account().id()));
        return found;
    }

    private List<Due> due(Connection tx, House house, RealmId realm, Policies policies, Instant now)
            throws SQLException {
        List<Due> due = new ArrayList<>();
        finder.each(
                tx,
                Finder.Question.due(realm, policies, now),
                account -> judged(account, policies, now).ifPresent(due::add));
        Set<UserId> kept = kept(house.accounts(realm), due);
        return kept.isEmpty()
                ? due
                : due.stream()
                        .map(one ->
                                shutsOut(one) && kept.contains(one.account().id()) ? one.held(Held.LAST_ADMIN) : one)
                        .toList();
    }

    /** Administrators these would shut out together and who therefore stay. */
    private static Set<UserId> kept(Accounts accounts, Collection<Due> due) {
        List<UserId> out = due.stream()
                .filter(Engine::shutsOut)
                .map(one -> one.account().id())
                .toList();
        return out.isEmpty() ? Set.of() : LastAdmins.kept(accounts.workingAdmins(), out);
    }

    private static boolean shutsOut(Due due) {
        return due.next().held() == null
                && (due.next().act() == Act.DISABLE || due.next().act() == Act.BLOCK);
    }

    /** Leaves out whose step failed lately: it is tried again after twice as long each time, at last once a day. */
    private List<Due> withoutTheTired(Connection tx, RealmId realm, List<Due> due, Instant now) throws SQLException {
        Map<Runs.Failing, Runs.Failures> failed = runs.failures(tx, realm, now.minus(FAILURES_COUNT));
        return failed.isEmpty()
                ? due
                : due.stream()
                        .filter(one -> Optional.ofNullable(failed.get(new Runs.Failing(
                                        one.account().id(), one.next().act())))
                                .map(failures -> !failures.last()
                                        .plus(rest(failures.times()))
                                        .isAfter(now))
                                .orElse(true))
                        .toList();
    }

    private Duration rest(long times) {
        Duration rest = every.multipliedBy(1L << Math.min(times - 1, 10));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private static Optional<Due> judged(Account account, Policies policies, Instant now) {
        Optional<Policy> policy = policies.of(account);
        return policy.flatMap(found -> Chain.next(account, policies, found, now))
                .or(() -> Chain.leave(account, now))
                .filter(next -> next.dueAt(now))
                .map(next -> new Due(account, policy.orElse(null), next));
    }

    private List<String> halts(
            Connection tx, RealmId realm, Policies policies, List<Due> due, @Nullable Instant before, Instant now)
            throws SQLException {
        List<Account> disabled = due.stream()
                .filter(one -> one.next().held() == null && takesAway(one.next().act()))
                .map(Due::account)
                .toList();
        if (disabled.isEmpty() && before == null) {
            return List.of();
        }
        long[] scope = {Long.MAX_VALUE / 100};
        if (Breaker.mayBeTooMany(disabled.size())) {
            scope[0] = 0;
            finder.each(tx, Finder.Question.everybody(realm, policies, now), account -> {
                if (account.enabled() && policies.of(account).isPresent()) {
                    scope[0]++;
                }
            });
        }
        return Breaker.halts(disabled, scope[0], disabled.isEmpty() ? Map.of() : finder.units(tx, realm), before, now);
    }

    private static boolean takesAway(Act act) {
        return act == Act.DISABLE || act == Act.ARCHIVE || act == Act.DELETE;
    }

    private static List<Item> items(Run run, List<Due> due, boolean listHeld, Instant now) {
        List<Item> items = new ArrayList<>();
        for (Due one : due) {
            Held held = one.next().held();
            if (held == null || listHeld) {
                items.add(new Item(
                        run.id(),
                        one.account().id(),
                        one.account().at().step(),
                        held == null ? one.next().act() : Act.HOLD,
                        one.next().cause(),
                        one.policyName(),
                        held == null ? Item.State.PENDING : Item.State.DONE,
                        held == null ? null : one.next().act() + " " + held,
                        held == null ? null : now));
            }
        }
        return items;
    }

    private void apply(
            Connection tx, House house, RealmId realm, Version version, Run run, List<Item> part, Instant now)
            throws SQLException {
        List<UserId> people = part.stream().map(Item::person).toList();
        Map<UserId, Due> still = new HashMap<>();
        finder.each(
                tx,
                Finder.Question.of(realm, version.policies(), now, people),
                account -> judged(account, version.policies(), now)
                        .filter(due -> due.next().held() == null)
                        .ifPresent(due -> still.put(account.id(), due)));
        Accounts accounts = house.accounts(realm);
        Set<UserId> emergency = accounts.emergency(people);
        Set<UserId> lastAdmins = kept(accounts, still.values());
        Map<Act, List<Due>> work = new EnumMap<>(Act.class);
        List<Item> ended = new ArrayList<>();
        Map<UserId, Item> lines = new HashMap<>();
        for (Item item : part) {
            Due due = still.get(item.person());
            if (emergency.contains(item.person())) {
                ended.add(ended(item, Item.State.SKIPPED, Held.EMERGENCY.name(), now));
            } else if (due == null || due.next().act() != item.act()) {
                ended.add(ended(item, Item.State.SKIPPED, "not due any more", now));
            } else if (shutsOut(due) && lastAdmins.contains(item.person())) {
                ended.add(ended(item, Item.State.SKIPPED, Held.LAST_ADMIN.name(), now));
            } else {
                work.computeIfAbsent(item.act(), act -> new ArrayList<>()).add(due);
                lines.put(item.person(), item);
            }
        }
        for (Map.Entry<Act, List<Due>> one : work.entrySet()) {
            Map<UserId, Accounts.Effect> effects =
                    effects(tx, house, realm, run, accounts, one.getKey(), one.getValue(), now);
            for (Due due : one.getValue()) {
                Accounts.Effect effect =
                        effects.getOrDefault(due.account().id(), new Accounts.Effect(false, "the account is gone"));
                Item item = ended(
                        Objects.requireNonNull(lines.get(due.account().id())),
                        effect.done() ? Item.State.DONE : Item.State.FAILED,
                        effect.detail(),
                        now);
                ended.add(item);
                record(house, realm, run, type(item.act()), due.account(), effect, facts(item), now);
            }
        }
        runs.ended(tx, ended);
    }

    private Map<UserId, Accounts.Effect> effects(
            Connection tx, House house, RealmId realm, Run run, Accounts accounts, Act act, List<Due> due, Instant now)
            throws SQLException {
        List<Account> concerned = due.stream().map(Due::account).toList();
        Map<UserId, Accounts.Effect> effects = switch (act) {
            case DISABLE, BLOCK -> accounts.disable(concerned);
            case ARCHIVE -> accounts.archive(concerned);
            case DELETE -> accounts.delete(concerned);
            case UNBLOCK -> accounts.enable(concerned);
            case WARN, WARN_AGAIN, GRACE, RETURN, HOLD -> all(concerned);
        };
        List<Due> done = due.stream()
                .filter(one -> Optional.ofNullable(effects.get(one.account().id()))
                        .map(Accounts.Effect::done)
                        .orElse(false))
                .toList();
        switch (act) {
            case WARN, WARN_AGAIN -> warn(tx, house, realm, run, act, done, now);
            case DISABLE, ARCHIVE -> standings.put(tx, realm, places(act, done, null, now));
            case GRACE -> {
                for (Due one : done) {
                    standings.grace(
                            tx,
                            realm,
                            one.account().id(),
                            now,
                            Objects.requireNonNull(one.account().at().delivered()));
                }
            }
            case RETURN -> {
                for (Due one : done) {
                    boolean enabledAgain = one.account().at().step().compareTo(Step.DISABLED) >= 0;
                    standings.back(tx, realm, one.account().id(), now, enabledAgain ? now : null);
                }
            }
            case DELETE -> {
                for (Due one : done) {
                    standings.gone(tx, realm, one.account().id());
                }
            }
            case BLOCK, UNBLOCK -> {
                for (Due one : done) {
                    exemptions.blocked(tx, realm, one.account().id(), now, act == Act.BLOCK);
                }
            }
            case HOLD -> {}
        }
        return effects;
    }

    private void warn(Connection tx, House house, RealmId realm, Run run, Act act, List<Due> due, Instant now)
            throws SQLException {
        String dedupe = "inactivity-" + run.id();
        standings.put(tx, realm, places(act, due, dedupe, now));
        for (Due one : due) {
            boolean never = one.next().cause() == Cause.NEVER_USED;
            Policy policy = Objects.requireNonNull(one.policy());
            Limits limits = never ? policy.neverUsed() : policy.used();
            int days = limits.disable() - (act == Act.WARN ? limits.warn() : limits.warnAgain());
            house.tell(new Notice(
                    realm,
                    act == Act.WARN ? "inactivity-warned" : "inactivity-warned-again",
                    dedupe,
                    new Audience.Person(one.account().id()),
                    Map.of("cause", one.next().cause().name(), "days", Integer.toString(days))));
        }
    }

    private static List<Standings.Place> places(Act act, List<Due> due, @Nullable String warning, Instant now) {
        return due.stream()
                .map(one -> new Standings.Place(
                        one.account().id(), act.to(), now, one.next().cause(), one.policyName(), warning))
                .toList();
    }

    private static Map<UserId, Accounts.Effect> all(Collection<Account> accounts) {
        Map<UserId, Accounts.Effect> effects = new HashMap<>();
        accounts.forEach(account -> effects.put(account.id(), new Accounts.Effect(true, "")));
        return effects;
    }

    private void close(Connection tx, House house, RealmId realm, Run run, Run.State state, Instant now)
            throws SQLException {
        if (state == Run.State.CANCELLED) {
            List<Item> left;
            while (!(left = runs.pending(tx, run.id(), PART * 10)).isEmpty()) {
                runs.ended(
                        tx,
                        left.stream()
                                .map(item -> ended(item, Item.State.SKIPPED, "the run was cancelled", now))
                                .toList());
            }
        }
        List<Runs.Count> counts = runs.counts(tx, List.of(run.id()));
        String hash = hash(tx, run);
        if (state == Run.State.DONE
                && counts.isEmpty()
                && runs.recordedSince(tx, realm, now.truncatedTo(ChronoUnit.DAYS))) {
            runs.close(tx, ended(run, state, now, hash, null));
            return;
        }
        Map<String, String> facts = new TreeMap<>();
        counts.forEach(count -> facts.put(count.act() + "_" + count.state(), Long.toString(count.people())));
        facts.put("list", hash);
        facts.put("quiet", Long.toString(runs.quiet(tx, realm)));
        facts.put("evaluated", Long.toString(run.evaluated()));
        facts.put("version", Long.toString(run.policyVersion()));
        record(house, realm, run, state == Run.State.DONE ? "RUN_ENDED" : "RUN_CANCELLED", null, null, facts, now);
        runs.close(tx, ended(run, state, now, hash, sealed(house, realm, hash, now)));
    }

    private static Run ended(Run run, Run.State state, Instant now, String hash, @Nullable String event) {
        return new Run(
                run.id(),
                run.kind(),
                state,
                run.startedAt(),
                now,
                run.policyVersion(),
                run.evaluated(),
                run.halts(),
                hash,
                event);
    }

    /** An entry that shows the hash to whoever has the entry, without a key: facts are sealed, what an entry is about is not. The list names its run. */
    private static String sealed(House house, RealmId realm, String hash, Instant now) {
        return house.acted(new Recorded.Act(
                "", now, realm.value(), "inactivity", "LIST_ENTERED", null, hash, null, null, Actor.NOBODY, Map.of()));
    }

    /** Nothing of it is done any more; what was done stays on its list. */
    public void cancel(Connection tx, House house, RealmId realm, Run run) throws SQLException {
        close(tx, house, realm, run, Run.State.CANCELLED, now());
    }

    /** The list of a run as it is hashed, line by line. */
    public void list(Connection tx, Run run, Consumer<String> taker) throws SQLException {
        taker.accept(run.head());
        runs.lines(tx, run.id(), item -> taker.accept(item.line()));
    }

    private String hash(Connection tx, Run run) throws SQLException {
        MessageDigest digest = PolicyBook.digest();
        list(tx, run, line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Item ended(Item item, Item.State state, String detail, Instant now) {
        String text = detail.length() <= 255 ? detail : detail.substring(0, 255);
        return new Item(
                item.run(),
                item.person(),
                item.from(),
                item.act(),
                item.cause(),
                item.policy(),
                state,
                text.isEmpty() ? null : text,
                now);
    }

    private static Map<String, String> facts(Item item) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("policy", item.policy());
        facts.put("from", item.from().name());
        if (item.cause() != null) {
            facts.put("cause", item.cause().name());
        }
        return facts;
    }

    private static String type(Act act) {
        return switch (act) {
            case WARN -> "WARNED";
            case WARN_AGAIN -> "WARNED_AGAIN";
            case GRACE -> "GRACE_BEGAN";
            case DISABLE -> "DISABLED";
            case ARCHIVE -> "ARCHIVED";
            case DELETE -> "DELETED";
            case RETURN -> "RETURNED";
            case BLOCK -> "LEAVE_BEGAN";
            case UNBLOCK -> "LEAVE_ENDED";
            case HOLD -> "HELD";
        };
    }

    private static String record(
            House house,
            RealmId realm,
            Run run,
            String type,
            @Nullable Account about,
            Accounts.@Nullable Effect effect,
            Map<String, String> facts,
            Instant now) {
        Map<String, String> told = new TreeMap<>(facts);
        if (effect != null && !effect.detail().isEmpty()) {
            told.put("seen", effect.detail());
        }
        return house.acted(new Recorded.Act(
                "",
                now,
                realm.value(),
                "inactivity",
                type,
                effect == null || effect.done() ? null : "not_done",
                run.id().toString().replace("-", ""),
                about == null ? null : about.id().value(),
                about == null ? null : about.username(),
                Actor.NOBODY,
                told));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
