package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Policies.Standing;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.store.BundleSteps;
import health.keyward.abac.store.BundleSteps.Setting;
import health.keyward.abac.store.BundleVersions;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What each realm is decided by, as this node knows it, so that no decision asks the database for it. A job looks for changes every two seconds; if it has
 * not managed to for half a minute, whoever needs a policy looks themselves or is refused, because an old one might permit too much.
 */
final class PublishedPolicies {
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(PublishedPolicies.class);
    private static final long TRUSTED_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Enforcement ALL = new Enforcement(Enforcement.Mode.ENFORCE, Map.of());

    private final BundleVersions versions = new BundleVersions();
    private final BundleSteps steps = new BundleSteps();
    private final HouseBundle house;
    private final BundleLoader loader;
    private final LongSupplier nanos;
    private volatile @Nullable Known known;
    private volatile boolean overtaken;

    PublishedPolicies(HouseBundle house, BundleLoader loader, LongSupplier nanos) {
        this.house = house;
        this.loader = loader;
        this.nanos = nanos;
    }

    /** Does work on a connection of whoever needs a policy. */
    @FunctionalInterface
    interface Asker {
        Known with(Database.SqlWork<Known> look);
    }

    record Known(Map<RealmId, Numbered> realms, long at) {}

    /** What counts in a realm, made. */
    record Numbered(long step, Setting setting, Map<Long, Made> made) {}

    /** A version of a realm's bundle, or why there is none. */
    sealed interface Made {
        record Good(Loaded loaded) implements Made {}

        record Broken(Failure failure, String why) implements Made {}
    }

    Standing of(Asker asker, RealmId realm) {
        @Nullable Numbered here;
        try {
            here = fresh(asker).realms().get(realm);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "what %s is decided by cannot be looked up: %s",
                    realm.value(), e.getClass().getSimpleName());
            return new Standing.None(Failure.STALE_POLICY, lastKnown(realm));
        }
        if (here == null) {
            return standing(house(), null, Enforcement.RECORDING);
        }
        Long shadow = here.setting().shadow();
        return standing(
                made(here, here.setting().active()),
                shadow == null ? null : made(here, shadow),
                here.setting().enforcement());
    }

    /** How a version stands on this node; empty when nothing in the realm uses it. */
    Optional<Made> made(Asker asker, RealmId realm, long version) {
        return Optional.ofNullable(fresh(asker).realms().get(realm))
                .map(here -> here.made().get(version));
    }

    /** Nobody knows how far a realm has come, so that every app counts as switched on. */
    private Enforcement lastKnown(RealmId realm) {
        Known last = known;
        Numbered here = last == null ? null : last.realms().get(realm);
        return last == null
                ? ALL
                : here == null ? Enforcement.RECORDING : here.setting().enforcement();
    }

    private static Standing standing(Made active, @Nullable Made shadow, Enforcement enforcement) {
        @Nullable Policy asToo = shadow instanceof Made.Good(var loaded) ? loaded.policy() : null;
        return switch (active) {
            case Made.Good(var loaded) -> new Standing.Active(loaded.policy(), asToo, enforcement);
            case Made.Broken(var failure, var why) -> new Standing.None(failure, enforcement);
        };
    }

    private Made made(Numbered here, long version) {
        Made made = version == 0 ? house() : here.made().get(version);
        return made == null ? new Made.Broken(Failure.NO_POLICY, "There is no version " + version + ".") : made;
    }

    private Made house() {
        HouseBundle.State state = house.state();
        Optional<Failure> failure = house.failure();
        return failure.isPresent() || state.loaded() == null
                ? new Made.Broken(failure.orElse(Failure.NO_POLICY), state.trouble())
                : new Made.Good(state.loaded());
    }

    private Known fresh(Asker asker) {
        Known present = known;
        return present != null && !overtaken && nanos.getAsLong() - present.at() < TRUSTED_NANOS
                ? present
                : look(asker);
    }

    Known look(Asker asker) {
        return asker.with(this::read);
    }

    /** Takes over what is new; the others stay as they are, already made. */
    private synchronized Known read(Connection tx) throws SQLException {
        long at = nanos.getAsLong();
        overtaken = false;
        Known before = known;
        Map<RealmId, Numbered> realms = new HashMap<>();
        for (Map.Entry<RealmId, Long> newest : steps.numbers(tx).entrySet()) {
            @Nullable Numbered old = before == null ? null : before.realms().get(newest.getKey());
            realms.put(
                    newest.getKey(),
                    old != null && old.step() == newest.getValue() ? old : read(tx, newest.getKey(), old));
        }
        Known now = new Known(Map.copyOf(realms), at);
        known = now;
        return now;
    }

    private Numbered read(Connection tx, RealmId realm, @Nullable Numbered old) throws SQLException {
        BundleSteps.Step step = steps.newest(tx, realm).orElseThrow();
        Map<Long, Made> made = new HashMap<>();
        Long shadow = step.setting().shadow();
        for (long version : new long[] {step.setting().active(), shadow == null ? 0 : shadow}) {
            if (version != 0 && !made.containsKey(version)) {
                Made before = old == null ? null : old.made().get(version);
                made.put(version, before instanceof Made.Good ? before : make(tx, realm, version));
            }
        }
        return new Numbered(step.number(), step.setting(), Map.copyOf(made));
    }

    private Made make(Connection tx, RealmId realm, long version) throws SQLException {
        try {
            Loaded loaded = loader.load(versions.content(tx, realm, version).orElseThrow());
            String sha256 = versions.one(tx, realm, version).orElseThrow().sha256();
            return loaded.bundle().sha256().equals(sha256)
                    ? new Made.Good(loaded)
                    : broken(realm, version, Failure.BAD_SIGNATURE, "It is not what was handed in.");
        } catch (BadBundle e) {
            return broken(
                    realm,
                    version,
                    e.fault() == Fault.BAD_SIGNATURE ? Failure.BAD_SIGNATURE : Failure.NO_POLICY,
                    e.told());
        }
    }

    private static Made broken(RealmId realm, long version, Failure failure, String why) {
        LOG.errorf("version %d of the policy of %s is not believed: %s", version, realm.value(), why);
        return new Made.Broken(failure, why);
    }

    /** Something was changed here; the next one who needs a policy looks first. */
    void forget() {
        overtaken = true;
    }
}
