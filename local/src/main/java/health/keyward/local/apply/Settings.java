package health.keyward.local.apply;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an installation puts into the blueprint's {@code ${...}} places, and which variant it is.
 *
 * @param variant local (http on localhost) or production (TLS everywhere)
 * @param values by name without {@code ${}}; {@link Blueprint#read} lists the names in its Javadoc
 */
public record Settings(Variant variant, Map<String, String> values) {

    public Settings {
        values = Map.copyOf(values);
    }

    /** The same settings with one more value. */
    public Settings with(String name, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Settings(variant, more);
    }
}
