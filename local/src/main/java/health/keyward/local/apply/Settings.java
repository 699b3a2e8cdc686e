package health.keyward.local.apply;

import java.util.Map;

/**
 * What an installation puts into the blueprint's {@code {{...}}} places, and which variant it is.
 *
 * @param variant local (http on localhost) or production (TLS everywhere)
 * @param values by name without braces; {@link Blueprint#read} lists the names in its Javadoc
 */
public record Settings(Variant variant, Map<String, String> values) {

    public Settings {
        values = Map.copyOf(values);
    }
}
