package health.keyward.abac.core.ir;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The built-in functions by their names in plans. All of them depend on their arguments alone. */
final class Builtins {
    private static final Map<String, Builtin> ALL = all();
    private static final Set<String> NAMES = names(ALL);

    private Builtins() {}

    static @Nullable Builtin find(String name) {
        return ALL.get(name);
    }

    static Set<String> names() {
        return NAMES;
    }

    private static Map<String, Builtin> all() {
        Map<String, Builtin> all = new HashMap<>();
        Basics.into(all);
        Gatherings.into(all);
        Parts.into(all);
        Texts.into(all);
        Encodings.into(all);
        Networks.into(all);
        Times.into(all);
        return Map.copyOf(all);
    }

    private static Set<String> names(Map<String, Builtin> all) {
        Set<String> names = new TreeSet<>(all.keySet());
        // What the compiler takes away and never asks for.
        names.add("eq");
        names.add("assign");
        return Collections.unmodifiableSet(names);
    }
}
