package health.keyward.stepup.core;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Secrets that people read from paper and type: Crockford's base 32, which has no I, L, O and U. What looks alike is taken for what was meant, and case,
 * spaces and hyphens do not matter. A character carries five bits.
 */
public final class Crockford {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUP = 4;
    /** Nobody types that many; what is longer is not looked at. */
    private static final int LONGEST = 100;

    private Crockford() {}

    public static String fresh(SecureRandom random, int characters) {
        return random.ints(characters, 0, ALPHABET.length())
                .mapToObj(at -> ALPHABET.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    /** What was typed, as it was made; empty when it is not that many characters of the alphabet. */
    public static Optional<String> read(String typed, int characters) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\u2010-\\u2015-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return plain.length() == characters && plain.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                ? Optional.of(plain)
                : Optional.empty();
    }

    /** In groups of four, as it is shown and printed. */
    public static String grouped(String plain) {
        return plain.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }
}
