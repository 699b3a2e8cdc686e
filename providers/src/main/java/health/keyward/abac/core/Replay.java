package health.keyward.abac.core;

import health.keyward.abac.Reason;
import health.keyward.abac.core.Decision.Effect;
import health.keyward.abac.core.Turns.By;
import health.keyward.abac.core.Turns.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded questions again by another policy, with what was known then and no clock but the question's own (AB-7). The same question of somebody who can carry
 * out the same is asked once. Thread-safe.
 */
public final class Replay {
    private static final int MOST_KNOWN = 20_000;
    /** A busy server is no reason to call a decision turned; what an engine may do is bounded by its steps. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int LONGEST = 100;
    private static final String UNKNOWN = "unknown";
    private static final String NONE = "none";

    private final Policy policy;
    private final Asking asking;
    private final Map<Key, Again> known = new ConcurrentHashMap<>();

    public Replay(Policy policy, LongSupplier nanos) {
        this.policy = policy;
        this.asking = new Asking(nanos);
    }

    private record Key(String hash, Set<String> supported) {}

    private record Again(Effect effect, List<String> codes) {}

    public void decide(List<Past> pasts, Turns turns) {
        for (Past past : pasts) {
            if (past.failed()) {
                turns.failed();
            } else {
                decided(past, turns);
            }
        }
    }

    /** What cannot be read cannot be decided again, and holds nothing up. */
    private void decided(Past past, Turns turns) {
        try {
            decide(past, turns);
        } catch (IllegalArgumentException unreadable) {
            turns.erased();
        }
    }

    private void decide(Past past, Turns turns) {
        Key key = new Key(past.hash(), past.supported());
        Again again = known.get(key);
        @Nullable Map<String, @Nullable Object> input = null;
        if (again == null) {
            input = past.input().get();
            again = ask(input, past.supported());
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(key, again);
        }
        if (again.effect() == past.was()) {
            turns.same();
            return;
        }
        Kind kind = Turns.kind(past.was(), again.effect());
        turns.turned(
                kind,
                new Turns.Example(
                        past.id(),
                        past.at().toString(),
                        past.app() == null ? UNKNOWN : past.app(),
                        past.was().name(),
                        again.effect().name(),
                        rules(kind, past, again)),
                by(kind, past, again, input == null ? past.input().get() : input));
    }

    private Again ask(Map<String, @Nullable Object> input, Set<String> supported) {
        Ruling ruling = asking.ask(policy, input, supported, PATIENCE).ruling();
        return new Again(
                ruling.effect(),
                ruling.reasons().stream().map(Reason::code).distinct().toList());
    }

    private static Map<By, Set<String>> by(Kind kind, Past past, Again again, Map<String, @Nullable Object> input) {
        Map<By, Set<String>> by = new EnumMap<>(By.class);
        by.put(By.ROLE, roles(input));
        by.put(By.APP, Set.of(past.app() == null ? UNKNOWN : cut(past.app())));
        by.put(By.RULE, new LinkedHashSet<>(rules(kind, past, again)));
        by.put(By.DATA, Set.of(data(input)));
        return by;
    }

    /** The rules that make the difference: those that refuse, or ask for more, in whichever policy does. */
    private static List<String> rules(Kind kind, Past past, Again again) {
        List<String> codes = kind == Kind.DENY_TO_ALLOW || kind == Kind.LESS_ASKED ? past.reasons() : again.codes();
        return codes.isEmpty() ? List.of(NONE) : codes.stream().map(Replay::cut).toList();
    }

    private static Set<String> roles(Map<String, @Nullable Object> input) {
        Set<String> roles = new TreeSet<>();
        if (at(input, "subject", "properties", "roles") instanceof List<?> list) {
            list.forEach(role -> roles.add(cut(String.valueOf(role))));
        }
        return roles.isEmpty() ? Set.of(UNKNOWN) : roles;
    }

    private static String data(Map<String, @Nullable Object> input) {
        String type = String.valueOf(at(input, "resource", "type"));
        Object of = at(input, "resource", "properties", type.equals("app") ? "data_class" : "confidentiality");
        return cut(type + ":" + (of instanceof String text ? text : UNKNOWN));
    }

    private static @Nullable Object at(Map<String, @Nullable Object> input, String... path) {
        Object there = input;
        for (String step : path) {
            there = there instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return there;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }
}
