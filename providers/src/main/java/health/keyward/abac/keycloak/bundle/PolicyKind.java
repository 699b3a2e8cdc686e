package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Turns;
import health.keyward.abac.core.bundle.CaseResult;
import health.keyward.abac.keycloak.bundle.RealmPolicies.Looked;
import health.keyward.abac.store.BundleSteps.Act;
import health.keyward.abac.store.BundleSteps.NewStep;
import health.keyward.abac.store.BundleSteps.Setting;
import health.keyward.abac.store.ReplayJobs;
import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.kernel.RealmId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another bundle to decide by, or to ask too (AB-8). Asked: {@code act} ({@code publish}, {@code rollback} or {@code shadow}), {@code version} (0 is the bundle of
 * the installation; {@code none} ends the shadow), {@code after} (number of the step it is to follow) and {@code reason}; to publish a bundle whose replay says
 * that decisions would turn, also {@code acknowledged} (id of that replay, AB-7).
 */
public final class PolicyKind implements Approvable {
    public static final String KIND = "policy";

    private static final Set<String> ASKED = Set.of("act", "version", "after", "reason");
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String NONE = "none";

    private final RealmPolicies policies;
    private final RealmReplays replays;
    private final Trial trial;
    private final Clock clock;

    /** @param trial of a bundle that would decide */
    PolicyKind(RealmPolicies policies, RealmReplays replays, Trial trial, Clock clock) {
        this.policies = policies;
        this.replays = replays;
        this.trial = trial;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /**
     * To publish a bundle, knowing what its replay says.
     *
     * @param acknowledged id of the replay
     */
    public static Map<String, String> published(long version, long after, String reason, UUID acknowledged) {
        Map<String, String> asked = new TreeMap<>(asked(Act.PUBLISH, version, after, reason));
        asked.put(ACKNOWLEDGED, acknowledged.toString());
        return Map.copyOf(asked);
    }

    /** What is proposed, in the words of a proposal. */
    public static Map<String, String> asked(Act act, @Nullable Long version, long after, String reason) {
        return Map.of(
                "act",
                act.name().toLowerCase(Locale.ROOT),
                "version",
                version == null ? NONE : Long.toString(version),
                "after",
                Long.toString(after),
                "reason",
                reason);
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        Set<String> names = new TreeSet<>(asked.keySet());
        names.remove(ACKNOWLEDGED);
        Optional<Wish> wish = names.equals(ASKED) ? Wish.of(asked) : Optional.empty();
        if (wish.isEmpty()) {
            return new Reading.Unclear("Propose it under abac/policies/proposals.");
        }
        Wish wanted = wish.get();
        long step = policies.step(realm);
        if (wanted.after() != step) {
            return new Reading.Unclear("Something else was changed meanwhile. Look at it first.");
        }
        Setting before = policies.setting(realm);
        Setting after = wanted.applied(before);
        if (after.equals(before)) {
            return new Reading.Unclear("It is like that already.");
        }
        Long version = wanted.version();
        Optional<Looked> looked = version == null ? Optional.empty() : policies.look(realm, version);
        if (version != null && looked.isEmpty()) {
            return new Reading.Unclear("There is no version " + version + ".");
        }
        Optional<ReplayJobs.Job> replay = wanted.act() == Act.PUBLISH
                ? looked.map(Looked::bundle).flatMap(bundle -> replays.newest(realm, bundle.sha256()))
                : Optional.empty();
        Optional<String> obstacle = looked.flatMap(found -> obstacle(wanted, found))
                .or(() -> unacknowledged(wanted, replay))
                .or(() -> wanted.act() == Act.SHADOW
                        ? Optional.empty()
                        : looked.flatMap(found -> Optional.ofNullable(found.policy()))
                                .flatMap(policy -> trial.refuses(realm, policy, after.enforcement())));
        if (obstacle.isPresent()) {
            return new Reading.Unclear(obstacle.get());
        }
        List<Change.Line> lines = lines(realm, step, before, after, looked);
        if (wanted.act() == Act.PUBLISH) {
            lines.add(
                    new Change.Line("replay", null, replay.map(PolicyKind::told).orElse("none was run")));
        }
        return new Reading.Clear(new Change(KIND, realm, title(wanted.act()), null, asked, lines));
    }

    /** Nobody publishes what turns decisions without having seen which (AB-7). */
    private static Optional<String> unacknowledged(Wish wanted, Optional<ReplayJobs.Job> replay) {
        UUID seen = wanted.acknowledged();
        if (seen != null) {
            return replay.filter(job -> job.order().id().equals(seen)).isPresent()
                    ? Optional.empty()
                    : Optional.of("That is not the newest replay of this bundle. Look at it first.");
        }
        return replay.map(job -> job.counted().turns())
                .filter(turns -> turns > 0)
                .map(turns -> "By its replay " + turns + " decisions would turn. Look at them and acknowledge them.");
    }

    private static String told(ReplayJobs.Job job) {
        Turns.Count counted = job.counted();
        return "of " + counted.compared() + " decisions from " + job.order().from() + " to "
                + job.order().to() + ": " + counted.of(Turns.Kind.ALLOW_TO_DENY).n() + " let in would be refused, "
                + counted.of(Turns.Kind.DENY_TO_ALLOW).n() + " refused would be let in, "
                + counted.of(Turns.Kind.MORE_ASKED).n() + " asked for more, "
                + counted.of(Turns.Kind.LESS_ASKED).n() + " asked for less, "
                + counted.of(Turns.Kind.OFFER).n() + " with another offer of emergency access (replay "
                + job.order().id() + ")";
    }

    /** Publishing asks for tests and coverage; what was published once, and what only watches, has to be sound. */
    private static Optional<String> obstacle(Wish wanted, Looked found) {
        if (!found.trouble().isEmpty()) {
            return Optional.of(found.trouble());
        }
        if (wanted.act() == Act.PUBLISH && !(wanted.version() != null && wanted.version() == 0)) {
            return found.obstacles().stream().findFirst();
        }
        return found.results().stream()
                .filter(result -> !result.passed())
                .findFirst()
                .map(CaseResult::name)
                .map(name -> "The case " + name + " is decided otherwise.");
    }

    private static String title(Act act) {
        return switch (act) {
            case PUBLISH -> "Publish a policy";
            case ROLLBACK -> "Roll the policy back";
            case SHADOW -> "Let a policy watch, or no longer";
            case ENFORCE -> throw new IllegalArgumentException("that is another kind of change");
        };
    }

    private List<Change.Line> lines(RealmId realm, long step, Setting before, Setting after, Optional<Looked> looked) {
        List<Change.Line> lines = new ArrayList<>();
        if (before.active() != after.active()) {
            lines.add(new Change.Line("decides", told(realm, before.active()), told(realm, after.active())));
        }
        if (!Objects.equals(before.shadow(), after.shadow())) {
            lines.add(new Change.Line("watches", told(realm, before.shadow()), told(realm, after.shadow())));
        }
        looked.map(Looked::bundle)
                .ifPresent(bundle -> lines.add(new Change.Line("SHA-256 of the bundle", null, bundle.sha256())));
        lines.add(new Change.Line("step", Long.toString(step), Long.toString(step + 1)));
        return lines;
    }

    private @Nullable String told(RealmId realm, @Nullable Long version) {
        if (version == null) {
            return null;
        }
        String revision = version == 0
                ? policies.look(realm, 0)
                        .map(Looked::bundle)
                        .map(bundle -> bundle.revision())
                        .orElse("none")
                : policies.version(realm, version)
                        .map(found -> found.revision())
                        .orElse("none");
        return (version == 0 ? "the bundle of the installation" : "version " + version) + ", revision " + revision;
    }

    @Override
    public Execution execute(Approved approved) {
        Change change = approved.change();
        Wish wanted = Wish.of(change.asked()).orElseThrow();
        NewStep step = new Signing(approved, clock)
                .step(wanted.after(), wanted.act(), wanted.applied(policies.setting(change.realm())));
        return policies.take(step, Signing.confirming(approved)).isPresent()
                ? new Execution.Done()
                : new Execution.NotDone("Something else was changed meanwhile.");
    }

    /** What was asked, understood. */
    private record Wish(
            Act act,
            @Nullable Long version,
            long after,
            @Nullable UUID acknowledged) {
        static Optional<Wish> of(Map<String, String> asked) {
            String version = asked.getOrDefault("version", "");
            String after = asked.getOrDefault("after", "");
            Optional<Act> act = switch (asked.getOrDefault("act", "")) {
                case "publish" -> Optional.of(Act.PUBLISH);
                case "rollback" -> Optional.of(Act.ROLLBACK);
                case "shadow" -> Optional.of(Act.SHADOW);
                default -> Optional.empty();
            };
            boolean none =
                    version.equals(NONE) && act.filter(a -> a == Act.SHADOW).isPresent();
            String acknowledged = asked.get(ACKNOWLEDGED);
            boolean seen = acknowledged == null
                    || acknowledged.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                            && act.filter(a -> a == Act.PUBLISH).isPresent();
            return act.filter(a -> (none || version.matches("[0-9]{1,9}")) && after.matches("[0-9]{1,9}") && seen)
                    .map(a -> new Wish(
                            a,
                            none ? null : Long.valueOf(version),
                            Long.parseLong(after),
                            acknowledged == null ? null : UUID.fromString(acknowledged)));
        }

        Setting applied(Setting before) {
            return act == Act.SHADOW || version == null
                    ? new Setting(before.active(), version, before.enforcement())
                    : new Setting(
                            version, version.equals(before.shadow()) ? null : before.shadow(), before.enforcement());
        }
    }
}
