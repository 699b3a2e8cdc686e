package health.keyward.history.core;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/** A question worth keeping. */
public record KeptView(String name, String page, String query, Instant savedAt) {
    public static final int MOST_PER_PERSON = 100;
    public static final int LONGEST_QUERY = 2_000;
    public static final Set<String> PAGES = Set.of("sign-ins", "failures", "changes");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()-]{0,63}");

    /** 1 to 64 letters, digits, spaces and {@code . _ ( ) -}, beginning with a letter or digit. */
    public static boolean nameIsGood(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(" ");
    }
}
