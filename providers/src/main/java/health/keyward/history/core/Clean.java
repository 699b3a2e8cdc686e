package health.keyward.history.core;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text as a database takes it: what a caller sent must never stop the projection, so zero characters go, half characters are replaced and the
 * length is bounded. The log keeps the text as it came.
 */
public final class Clean {
    private Clean() {}

    public static @Nullable String text(@Nullable String raw, int longest) {
        return raw == null ? null : known(raw, longest);
    }

    /** As {@link #text}, for text that is there. */
    public static String known(String raw, int longest) {
        String whole = raw.indexOf('\0') < 0 ? raw : raw.replace("\0", "");
        String valid = new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (valid.length() <= longest) {
            return valid;
        }
        int end = Character.isHighSurrogate(valid.charAt(longest - 1)) ? longest - 1 : longest;
        return valid.substring(0, end);
    }
}
