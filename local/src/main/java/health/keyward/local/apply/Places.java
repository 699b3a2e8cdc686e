package health.keyward.local.apply;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code {{name}}} places of the blueprint. Not {@code ${name}}, which is Keycloak's own sign for translated texts. */
final class Places {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z0-9-]+)}}");

    private Places() {}

    static String fill(String text, Settings settings) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), settings)));
    }

    private static String value(String name, Settings settings) {
        String value = settings.values().get(name);
        if (value == null) {
            throw new IllegalArgumentException("The blueprint needs a value for " + name);
        }
        return value;
    }
}
