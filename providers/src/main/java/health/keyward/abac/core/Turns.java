package health.keyward.abac.core;

import health.keyward.abac.core.Decision.Effect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What another policy would have decided otherwise, counted (AB-7): what was let in and would not be apart from what was refused and would be let in, each by
 * role, app, rule and class of data, with examples. Names nobody. Not thread-safe.
 */
public final class Turns {
    /** So that no house with many roles makes a count without end; what is beyond counts as {@link #OTHERS}. */
    private static final int MOST_OF_A_KIND = 300;

    private static final int EXAMPLES = 10;
    private static final String OTHERS = "";

    /** What a decision turned into. With a further factor counts as let in. */
    public enum Kind {
        ALLOW_TO_DENY,
        DENY_TO_ALLOW,
        /** A further factor is asked for, and was not. */
        MORE_ASKED,
        /** A further factor is no longer asked for. */
        LESS_ASKED,
        /** Refused as before, and emergency access is offered, or no longer. */
        OFFER
    }

    /** What turns are counted by. A decision counts once for each role of the person. */
    public enum By {
        ROLE,
        APP,
        RULE,
        /** {@code app:} with the class of its data, or the type of resource with its confidentiality. */
        DATA
    }

    /** One decision that turned. */
    public record Example(String id, String at, String app, String was, String now, List<String> reasons) {
        public Example {
            reasons = List.copyOf(reasons);
        }
    }

    /** Those of one kind. */
    public record Turned(long n, Map<By, Map<String, Long>> by, List<Example> examples) {
        static final Turned NONE = new Turned(0, Map.of(), List.of());

        public Turned {
            by = Map.copyOf(by);
            examples = List.copyOf(examples);
        }
    }

    /**
     * How it stands.
     *
     * @param compared decisions that were decided again
     * @param erased those of which nothing is left to decide, or nothing that can be read
     * @param failed those that were refused because something failed, which no policy could have changed
     */
    public record Count(long compared, long erased, long failed, Map<Kind, Turned> turned) {
        public static final Count NOTHING = new Count(0, 0, 0, Map.of());

        public Count {
            turned = Map.copyOf(turned);
        }

        public long turns() {
            return turned.values().stream().mapToLong(Turned::n).sum();
        }

        public Turned of(Kind kind) {
            return turned.getOrDefault(kind, Turned.NONE);
        }
    }

    private long compared;
    private long erased;
    private long failed;
    private final Map<Kind, Counting> turned = new EnumMap<>(Kind.class);

    private static final class Counting {
        private long n;
        private final Map<By, Map<String, Long>> by = new EnumMap<>(By.class);
        private final List<Example> examples = new ArrayList<>();

        void count(By what, String of, long more) {
            Map<String, Long> counts = by.computeIfAbsent(what, w -> new TreeMap<>());
            counts.merge(counts.size() < MOST_OF_A_KIND || counts.containsKey(of) ? of : OTHERS, more, Long::sum);
        }

        void example(Example example) {
            if (examples.size() < EXAMPLES) {
                examples.add(example);
            }
        }
    }

    /** Goes on from there. */
    public static Turns from(Count count) {
        Turns turns = new Turns();
        turns.add(count);
        return turns;
    }

    public void erased() {
        erased++;
    }

    void failed() {
        failed++;
    }

    void same() {
        compared++;
    }

    void turned(Kind kind, Example example, Map<By, Set<String>> by) {
        compared++;
        Counting counting = turned.computeIfAbsent(kind, k -> new Counting());
        counting.n++;
        counting.example(example);
        by.forEach((what, all) -> all.forEach(of -> counting.count(what, of, 1)));
    }

    public void add(Count other) {
        compared += other.compared();
        erased += other.erased();
        failed += other.failed();
        other.turned().forEach((kind, more) -> {
            Counting counting = turned.computeIfAbsent(kind, k -> new Counting());
            counting.n += more.n();
            more.by().forEach((what, counts) -> counts.forEach((of, n) -> counting.count(what, of, n)));
            more.examples().forEach(counting::example);
        });
    }

    public Count count() {
        Map<Kind, Turned> all = new EnumMap<>(Kind.class);
        turned.forEach((kind, one) -> {
            Map<By, Map<String, Long>> by = new EnumMap<>(By.class);
            one.by.forEach((what, counts) -> by.put(what, new LinkedHashMap<>(counts)));
            all.put(kind, new Turned(one.n, by, one.examples));
        });
        return new Count(compared, erased, failed, all);
    }

    static Kind kind(Effect was, Effect now) {
        boolean wasLetIn = letIn(was);
        if (wasLetIn != letIn(now)) {
            return wasLetIn ? Kind.ALLOW_TO_DENY : Kind.DENY_TO_ALLOW;
        }
        if (!wasLetIn) {
            return Kind.OFFER;
        }
        return now == Effect.STEP_UP ? Kind.MORE_ASKED : Kind.LESS_ASKED;
    }

    private static boolean letIn(Effect effect) {
        return effect == Effect.PERMIT || effect == Effect.STEP_UP;
    }
}
