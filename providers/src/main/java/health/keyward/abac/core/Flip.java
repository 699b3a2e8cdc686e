package health.keyward.abac.core;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The smallest change that would have turned a decision (AB-6): each of a bounded set of changes is tried by asking the policy again, then each pair of
 * them. It finds no change where the answer depends on something else, such as the network's address; it never says one that was not tried.
 *
 * @param most questions to the engine
 * @param budget of all of them
 */
public record Flip(Policy policy, Set<String> supported, int most, Duration budget, LongSupplier nanos) {
    private static final Duration DEADLINE = Duration.ofMillis(250);
    private static final int MOST_CHANGES = 80;

    public Flip {
        supported = Set.copyOf(supported);
    }

    /** @param from null where nothing was said */
    public record Change(String path, @Nullable Object from, Object to) {}

    /** One change or two, and what would have come of the question then. */
    public record Found(List<Change> changes, Decision.Effect effect) {
        public Found {
            changes = List.copyOf(changes);
        }
    }

    /** The first that permits; else the first that comes closer to it. Of a permit, the first that would have refused. */
    public Optional<Found> of(Map<String, @Nullable Object> input, Decision.Effect was) {
        List<Change> changes =
                was == Decision.Effect.PERMIT ? new Changes(input).refusing() : new Changes(input).permitting();
        Search search = new Search(input, was, nanos.getAsLong());
        for (Change change : changes) {
            if (search.tries(List.of(change))) {
                return search.best();
            }
        }
        for (int i = 0; search.best().isEmpty() && i < changes.size(); i++) {
            for (int j = i + 1; j < changes.size(); j++) {
                if (!changes.get(i).path().equals(changes.get(j).path())
                        && search.tries(List.of(changes.get(i), changes.get(j)))) {
                    return search.best();
                }
            }
        }
        return search.best();
    }

    private final class Search {
        private final Map<String, @Nullable Object> input;
        private final Decision.Effect was;
        private final long began;
        private int asked;
        private @Nullable Found best;

        Search(Map<String, @Nullable Object> input, Decision.Effect was, long began) {
            this.input = input;
            this.was = was;
            this.began = began;
        }

        Optional<Found> best() {
            return Optional.ofNullable(best);
        }

        /** Answers whether there is nothing better to look for, or no more to ask. */
        boolean tries(List<Change> changes) {
            if (asked >= most || nanos.getAsLong() - began > budget.toNanos()) {
                return true;
            }
            asked++;
            Map<String, @Nullable Object> changed = input;
            for (Change change : changes) {
                changed = with(changed, change.path().split("\\.", -1), 0, change.to());
            }
            Engine.Outcome outcome = policy.engine().evaluate(Policy.DECISION, changed, DEADLINE);
            if (!(outcome instanceof Engine.Outcome.Answered)) {
                return false;
            }
            Decision.Effect effect = Ruling.of(outcome, supported).effect();
            boolean turned = was == Decision.Effect.PERMIT
                    ? effect != Decision.Effect.PERMIT && effect != Decision.Effect.STEP_UP
                    : effect.ordinal() < was.ordinal() && effect.ordinal() <= Decision.Effect.STEP_UP.ordinal();
            if (turned && (best == null || effect.ordinal() < best.effect().ordinal())) {
                best = new Found(changes, effect);
            }
            return turned && (effect == Decision.Effect.PERMIT || was == Decision.Effect.PERMIT);
        }
    }

    private static Map<String, @Nullable Object> with(Map<?, ?> map, String[] path, int step, Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, was) -> copy.put(String.valueOf(key), was));
        Object below = copy.get(path[step]);
        copy.put(
                path[step],
                step == path.length - 1
                        ? value
                        : with(below instanceof Map<?, ?> deeper ? deeper : Map.of(), path, step + 1, value));
        return copy;
    }

    /** What may be tried, the likeliest first. */
    private static final class Changes {
        private static final String UNKNOWN = "unknown";
        private static final List<String> PURPOSES = List.of("TREAT", "HPAYMT", "HOPERAT");

        private final Map<String, @Nullable Object> input;
        private final Instant at;
        private final Set<Change> changes = new LinkedHashSet<>();

        Changes(Map<String, @Nullable Object> input) {
            this.input = input;
            this.at = at(value("context.time"));
        }

        List<Change> permitting() {
            for (Object role : list("resource.properties.access_roles")) {
                adds("subject.properties.roles", role);
            }
            assurance();
            sets("subject.properties.enabled", true);
            sets("subject.properties.employment.status", "active");
            if (!UNKNOWN.equals(value("resource.properties.unit"))) {
                sets("subject.properties.unit", value("resource.properties.unit"));
            }
            adds("resource.properties.care_team", value("subject.id"));
            list("resource.properties.device_classes").forEach(known -> sets("context.device.class", known));
            sets("context.device", device());
            sets("context.device.managed", true);
            sets("context.device.posture", "ok");
            sets("context.network.protected", true);
            PURPOSES.forEach(purpose -> sets("context.purpose", purpose));
            sets("context.lock.locked", false);
            sets("context.lock.stale", false);
            sets("resource.properties.agreement.signed", true);
            sets("resource.properties.agreement.until", "in-house");
            sets("resource.properties.confidentiality", "N");
            sets("resource.properties.sensitivity", List.of());
            removes("resource.properties.consent.denied_subjects", value("subject.id"));
            removes("resource.properties.consent.denied_units", value("subject.properties.unit"));
            spans();
            return capped();
        }

        List<Change> refusing() {
            for (Object role : list("subject.properties.roles")) {
                removes("subject.properties.roles", role);
            }
            sets("subject.properties.enabled", false);
            sets("subject.properties.employment.status", "ended");
            sets("context.network.protected", false);
            sets("context.device.managed", false);
            sets("context.device", UNKNOWN);
            sets("subject.properties.licence.until", day(-1));
            sets("subject.properties.training.privacy_until", day(-1));
            sets("resource.properties.agreement", UNKNOWN);
            sets("subject.properties.unit", UNKNOWN);
            removes("resource.properties.care_team", value("subject.id"));
            adds("resource.properties.consent.denied_subjects", value("subject.id"));
            sets("resource.properties.confidentiality", "V");
            sets("context.purpose", UNKNOWN);
            sets("context.lock.stale", true);
            return capped();
        }

        private void assurance() {
            if (value("context.assurance") == null) {
                return;
            }
            Object wanted = value("context.required_assurance.level");
            for (long level = 2; level <= 4; level++) {
                Map<String, @Nullable Object> reached = new LinkedHashMap<>();
                if (value("context.assurance") instanceof Map<?, ?> was) {
                    was.forEach((key, one) -> reached.put(String.valueOf(key), one));
                }
                reached.put("level", level);
                reached.put("age_seconds", 0L);
                reached.put("different_factor", true);
                if (wanted instanceof String acr && !acr.equals(UNKNOWN)) {
                    reached.put("acr", acr);
                }
                sets("context.assurance", reached);
            }
        }

        private Map<String, Object> device() {
            List<Object> classes = list("resource.properties.device_classes");
            return Map.of(
                    "known",
                    true,
                    "managed",
                    true,
                    "class",
                    classes.isEmpty() ? "workstation" : classes.getFirst(),
                    "posture",
                    "ok");
        }

        private void spans() {
            sets("subject.properties.licence.until", day(365));
            sets("subject.properties.training.privacy_until", day(365));
            sets("subject.properties.employment.until", day(365));
            sets("subject.properties.employment.from", day(-365));
            Map<String, Object> shift = Map.of(
                    "from", at.minus(Duration.ofHours(4)).toString(),
                    "until", at.plus(Duration.ofHours(4)).toString());
            sets("subject.properties.shift", shift);
            Map<String, Object> employed = Map.of("status", "active", "from", day(-365), "until", UNKNOWN);
            sets("subject.properties.employment", employed);
        }

        private void sets(String path, @Nullable Object to) {
            Object from = value(path);
            if (to == null || Objects.equals(from, to)) {
                return;
            }
            boolean concerns = UNKNOWN.equals(to)
                    ? from != null
                    : from != null || value(path.substring(0, path.lastIndexOf('.'))) instanceof Map<?, ?>;
            if (concerns) {
                changes.add(new Change(path, from, to));
            }
        }

        private void adds(String path, @Nullable Object one) {
            List<Object> now = list(path);
            if (one != null && !UNKNOWN.equals(one) && !now.contains(one) && value(path) != null) {
                List<Object> more = new ArrayList<>(now);
                more.add(one);
                changes.add(new Change(path, value(path), more));
            }
        }

        private void removes(String path, @Nullable Object one) {
            List<Object> now = list(path);
            if (one != null && now.contains(one)) {
                List<Object> less = new ArrayList<>(now);
                less.remove(one);
                changes.add(new Change(path, value(path), less));
            }
        }

        private List<Change> capped() {
            return changes.stream().limit(MOST_CHANGES).toList();
        }

        private List<Object> list(String path) {
            return value(path) instanceof Collection<?> many ? new ArrayList<>(many) : List.of();
        }

        private @Nullable Object value(String path) {
            Object there = input;
            for (String step : path.split("\\.", -1)) {
                there = there instanceof Map<?, ?> map ? map.get(step) : null;
            }
            return there;
        }

        private String day(int days) {
            return at.plus(Duration.ofDays(days))
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
        }

        private static Instant at(@Nullable Object time) {
            try {
                return time instanceof String text ? Instant.parse(text) : Instant.EPOCH;
            } catch (java.time.format.DateTimeParseException e) {
                return Instant.EPOCH;
            }
        }
    }
}
