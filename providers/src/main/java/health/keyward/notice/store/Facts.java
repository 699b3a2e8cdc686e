package health.keyward.notice.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts as one array of names and values in turn, sorted by name. */
final class Facts {
    private Facts() {}

    static String[] flat(Map<String, String> facts) {
        List<String> flat = new ArrayList<>();
        new TreeMap<>(facts).forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return flat.toArray(String[]::new);
    }

    static Map<String, String> of(String[] flat) {
        Map<String, String> facts = new TreeMap<>();
        for (int i = 0; i + 1 < flat.length; i += 2) {
            facts.put(flat[i], flat[i + 1]);
        }
        return facts;
    }
}
