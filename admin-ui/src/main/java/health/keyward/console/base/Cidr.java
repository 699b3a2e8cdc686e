package health.keyward.console.base;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether text is an IP address or a block of them. Looks at the text only; no name is ever resolved. */
public final class Cidr {
    private static final Pattern V4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
    private static final Pattern V6 =
            Pattern.compile("([0-9a-fA-F:]{2,39}(?:\\d{1,3}(?:\\.\\d{1,3}){3})?)(?:/(\\d{1,3}))?");

    private Cidr() {}

    /** The text itself, or null when it is no address. */
    public static @Nullable String valid(@Nullable String text) {
        return text != null && isAddress(text) ? text : null;
    }

    public static boolean isAddress(String text) {
        var v4 = V4.matcher(text);
        if (v4.matches()) {
            for (int i = 1; i <= 4; i++) {
                if (Integer.parseInt(v4.group(i)) > 255) {
                    return false;
                }
            }
            return v4.group(5) == null || Integer.parseInt(v4.group(5)) <= 32;
        }
        var v6 = V6.matcher(text);
        return v6.matches()
                && text.chars().filter(c -> c == ':').count() >= 2
                && !text.contains(":::")
                && (v6.group(2) == null || Integer.parseInt(v6.group(2)) <= 128);
    }
}
