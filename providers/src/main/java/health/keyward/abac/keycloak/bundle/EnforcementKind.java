package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Enforcement.Mode;
import health.keyward.abac.store.BundleSteps.Act;
import health.keyward.abac.store.BundleSteps.Setting;
import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.kernel.RealmId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether answers are enforced, for the realm or one app (AB-8, ADR 0011). Asked: {@code app} (a client id; {@code *} for the realm), {@code mode}
 * ({@code record}, {@code enforce}, and for an app {@code as-realm}), {@code after} (number of the step it is to follow) and {@code reason}.
 */
public final class EnforcementKind implements Approvable {
    public static final String KIND = "policy-enforcement";
    public static final int MOST_APPS = 500;

    private static final Set<String> ASKED = Set.of("app", "mode", "after", "reason");
    private static final String REALM = "*";
    private static final String AS_REALM = "as-realm";

    private final RealmPolicies policies;
    private final BiPredicate<RealmId, String> app;
    private final Predicate<RealmId> decided;
    private final Lockout lockout;
    private final Clock clock;

    /**
     * @param app whether a realm has an app of that client id
     * @param decided whether there is a policy that answers in a realm
     * @param lockout whether enforcing it so would lock administrators out
     */
    EnforcementKind(
            RealmPolicies policies,
            BiPredicate<RealmId, String> app,
            Predicate<RealmId> decided,
            Lockout lockout,
            Clock clock) {
        this.policies = policies;
        this.app = app;
        this.decided = decided;
        this.lockout = lockout;
        this.clock = clock;
    }

    /** Why it must not be enforced so; empty when it may. */
    @FunctionalInterface
    interface Lockout {
        Optional<String> of(RealmId realm, Enforcement after);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /**
     * What is proposed, in the words of a proposal.
     *
     * @param app null for the realm
     * @param mode null for the same as the realm
     */
    public static Map<String, String> asked(@Nullable String app, @Nullable Mode mode, long after, String reason) {
        return Map.of(
                "app",
                app == null ? REALM : app,
                "mode",
                mode == null ? AS_REALM : mode.name().toLowerCase(Locale.ROOT),
                "after",
                Long.toString(after),
                "reason",
                reason);
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        Optional<Wish> wish = asked.keySet().equals(ASKED) ? Wish.of(asked) : Optional.empty();
        if (wish.isEmpty()) {
            return new Reading.Unclear("Propose it under abac/policies/enforcement.");
        }
        Wish wanted = wish.get();
        long step = policies.step(realm);
        if (wanted.after() != step) {
            return new Reading.Unclear("Something else was changed meanwhile. Look at it first.");
        }
        Enforcement before = policies.setting(realm).enforcement();
        Enforcement after = wanted.applied(before);
        if (after.equals(before)) {
            return new Reading.Unclear("It is like that already.");
        }
        if (wanted.app() != null && wanted.mode() != null && !app.test(realm, wanted.app())) {
            return new Reading.Unclear("There is no app " + wanted.app() + ".");
        }
        if (after.apps().size() > MOST_APPS) {
            return new Reading.Unclear("At most " + MOST_APPS + " apps differ from their realm.");
        }
        if (wanted.mode() == Mode.ENFORCE && !decided.test(realm)) {
            return new Reading.Unclear("There is no policy that answers; enforced, everybody would be refused.");
        }
        Optional<String> locked = lockout.of(realm, after);
        if (locked.isPresent()) {
            return new Reading.Unclear(locked.get());
        }
        return new Reading.Clear(new Change(
                KIND,
                realm,
                wanted.mode() == Mode.ENFORCE ? "Hold people to the policy" : "Change how far the policy is enforced",
                null,
                asked,
                List.of(
                        new Change.Line(wanted.named(), told(before, wanted.app()), told(after, wanted.app())),
                        new Change.Line("step", Long.toString(step), Long.toString(step + 1)))));
    }

    private static String told(Enforcement enforcement, @Nullable String app) {
        Mode mode = app == null ? enforcement.realm() : enforcement.apps().get(app);
        return mode == null
                ? "as the realm: " + told(enforcement, null)
                : mode == Mode.ENFORCE ? "enforced" : "recorded only";
    }

    @Override
    public Execution execute(Approved approved) {
        Change change = approved.change();
        Wish wanted = Wish.of(change.asked()).orElseThrow();
        Setting before = policies.setting(change.realm());
        Setting after = new Setting(before.active(), before.shadow(), wanted.applied(before.enforcement()));
        return policies.take(
                                new Signing(approved, clock).step(wanted.after(), Act.ENFORCE, after),
                                Signing.confirming(approved))
                        .isPresent()
                ? new Execution.Done()
                : new Execution.NotDone("Something else was changed meanwhile.");
    }

    /** What was asked, understood. */
    private record Wish(@Nullable String app, @Nullable Mode mode, long after) {
        static Optional<Wish> of(Map<String, String> asked) {
            String app = asked.getOrDefault("app", "");
            String mode = asked.getOrDefault("mode", "");
            String after = asked.getOrDefault("after", "");
            boolean realm = app.equals(REALM);
            boolean known = mode.equals("record") || mode.equals("enforce") || (mode.equals(AS_REALM) && !realm);
            return known && !app.isBlank() && after.matches("[0-9]{1,9}")
                    ? Optional.of(new Wish(
                            realm ? null : app,
                            mode.equals(AS_REALM) ? null : Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
                            Long.parseLong(after)))
                    : Optional.empty();
        }

        String named() {
            return app == null ? "enforcement of the realm" : "enforcement of app " + app;
        }

        Enforcement applied(Enforcement before) {
            if (app == null) {
                return new Enforcement(mode == null ? before.realm() : mode, before.apps());
            }
            Map<String, Mode> apps = new TreeMap<>(before.apps());
            if (mode == null) {
                apps.remove(app);
            } else {
                apps.put(app, mode);
            }
            return new Enforcement(before.realm(), apps);
        }
    }
}
