package health.keyward.audit.core;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What never enters the record: credentials, secrets, keys. A changed secret shows as a marker, so that the change itself is visible. */
public final class Masks {
    public static final String MARKER = "(secret)";
    public static final int LONGEST = 2_000;

    private static final Pattern SECRET = Pattern.compile(
            "secret|password|passwd|credential|salt|hash|private|token$|\\bkey\\b|keystore|jwk|otp|recovery|cert");
    private static final Set<String> HARMLESS = Set.of(
            "accesstokenlifespan",
            "passwordpolicy",
            "resetpasswordallowed",
            "hashedid",
            "credentialtype",
            "otppolicytype",
            "otppolicyalgorithm",
            "otppolicydigits",
            "otppolicylookaheadwindow",
            "otppolicyperiod",
            "otppolicyinitialcounter",
            "otppolicyreusablecode");

    private Masks() {}

    /** Whether values under that name are kept out. */
    public static boolean hides(String name) {
        String low = name.toLowerCase(Locale.ROOT);
        return !HARMLESS.contains(low.replaceAll("[^a-z0-9]", ""))
                && SECRET.matcher(low.replace('.', ' ').replace('_', ' ').replace('-', ' '))
                        .find();
    }

    public static @Nullable String value(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (hides(name)) {
            return value.isEmpty() ? "" : MARKER;
        }
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }
}
