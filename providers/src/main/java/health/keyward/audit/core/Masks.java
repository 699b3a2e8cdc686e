package health.keyward.audit.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What never enters the record: credentials, secrets, keys. A changed secret shows as a marker, so that the change itself is visible. */
public final class Masks {
    public static final String MARKER = "(secret)";
    public static final int LONGEST = 100_000;

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
        return cut(value);
    }

    /** What is longer than any text a person wrote is cut, and says how long it was and what it hashed to. */
    public static String cut(String value) {
        return value.length() <= LONGEST
                ? value
                : value.substring(0, LONGEST) + "… (" + value.length() + " characters, SHA-256 " + hash(value) + ")";
    }

    private static String hash(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
