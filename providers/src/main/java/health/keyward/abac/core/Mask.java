package health.keyward.abac.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a recorded question may be shown, as the policy itself says ({@link Policy#MASK}, after OPA's {@code system.log.mask}: JSON pointers, or objects
 * with {@code op} {@code remove} and {@code path}). Who cannot mask shows nothing: anything that is not understood is no mask.
 */
public final class Mask {
    private static final String INPUT = "input";

    private final Map<String, Node> roots = new TreeMap<>();
    private final List<String> pointers = new ArrayList<>();

    private static final class Node {
        private final Map<String, Node> children = new TreeMap<>();
        private boolean hidden;
    }

    private Mask() {}

    /** Empty when the policy does not answer, or answers what is no mask. */
    public static Optional<Mask> of(Policy policy, Map<String, @Nullable Object> input, Duration deadline) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put(INPUT, input);
        Engine.Outcome outcome;
        try {
            outcome = policy.engine().evaluate(Policy.MASK, event, deadline);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
        return outcome instanceof Engine.Outcome.Answered(Object value, List<Engine.Matched> matched)
                        && value instanceof Collection<?> said
                ? read(said)
                : Optional.empty();
    }

    private static Optional<Mask> read(Collection<?> said) {
        Mask mask = new Mask();
        for (Object one : said) {
            Object pointer = one instanceof Map<?, ?> act && "remove".equals(act.get("op")) ? act.get("path") : one;
            if (!(pointer instanceof String text) || !mask.add(text)) {
                return Optional.empty();
            }
        }
        return Optional.of(mask);
    }

    private boolean add(String pointer) {
        if (!pointer.startsWith("/")) {
            return false;
        }
        Map<String, Node> level = roots;
        Node last = null;
        for (String step : pointer.substring(1).split("/", -1)) {
            last = level.computeIfAbsent(step.replace("~1", "/").replace("~0", "~"), s -> new Node());
            level = last.children;
        }
        if (last != null) {
            last.hidden = true;
        }
        pointers.add(pointer);
        return true;
    }

    /** JSON pointers of what is hidden, as the policy said them. */
    public List<String> hidden() {
        return Collections.unmodifiableList(pointers);
    }

    /** The input without what must not be shown. */
    public Map<String, @Nullable Object> input(Map<String, @Nullable Object> input) {
        Node node = roots.get(INPUT);
        if (node == null) {
            return input;
        }
        return node.hidden ? Map.of() : without(input, node);
    }

    /**
     * One attribute.
     *
     * @param path with dots, as attributes have it
     * @return what may be shown of the value; empty for nothing
     */
    public Optional<Object> shown(String path, Object value) {
        Node node = roots.get(INPUT);
        for (String step : path.split("\\.", -1)) {
            if (node == null) {
                return Optional.of(value);
            }
            if (node.hidden) {
                return Optional.empty();
            }
            node = node.children.get(step);
        }
        if (node == null) {
            return Optional.of(value);
        }
        return node.hidden
                ? Optional.empty()
                : Optional.of(value instanceof Map<?, ?> map ? without(map, node) : value);
    }

    private static Map<String, @Nullable Object> without(Map<?, ?> map, Node node) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            Node child = node.children.get(String.valueOf(key));
            if (child == null) {
                shown.put(String.valueOf(key), value);
            } else if (!child.hidden) {
                shown.put(String.valueOf(key), value instanceof Map<?, ?> below ? without(below, child) : value);
            }
        });
        return shown;
    }
}
