package health.keyward.abac.core;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document as JSON with sorted keys, no blanks, numbers without exponent or trailing zeros: the same document has the same text, and hash, wherever it
 * is written.
 */
public final class CanonicalJson {
    private final StringBuilder text = new StringBuilder(1024);

    private CanonicalJson() {}

    public static String of(@Nullable Object document) {
        CanonicalJson json = new CanonicalJson();
        json.write(document);
        return json.text.toString();
    }

    /** SHA-256 of the text in UTF-8, 64 hex digits. */
    public static String hash(@Nullable Object document) {
        return hashOfText(of(document));
    }

    /** The same of what {@link #of} answered. */
    static String hashOfText(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case String string -> write(string);
            case Boolean bool -> text.append(bool);
            case Long number -> text.append(number);
            case BigDecimal number ->
                text.append(
                        number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
            case List<?> list -> write(list);
            case Map<?, ?> map -> write(map);
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    private void write(List<?> list) {
        text.append('[');
        String comma = "";
        for (Object value : list) {
            text.append(comma);
            write(value);
            comma = ",";
        }
        text.append(']');
    }

    private void write(Map<?, ?> map) {
        text.append('{');
        String comma = "";
        for (Map.Entry<?, ?> entry : sorted(map).entrySet()) {
            text.append(comma);
            write(String.valueOf(entry.getKey()));
            text.append(':');
            write(entry.getValue());
            comma = ",";
        }
        text.append('}');
    }

    private static Map<?, ?> sorted(Map<?, ?> map) {
        return map instanceof SortedMap<?, ?> already && already.comparator() == null ? map : new TreeMap<>(map);
    }

    private void write(String string) {
        text.append('"');
        int plain = plain(string);
        text.append(string, 0, plain);
        for (int i = plain; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || lone(string, i)) {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** How many characters at its beginning are written as they are. */
    private static int plain(String string) {
        int length = string.length();
        for (int i = 0; i < length; i++) {
            char c = string.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return i;
            }
        }
        return length;
    }

    /** Half of a surrogate pair alone has no bytes in UTF-8; two different ones must not become the same. */
    private static boolean lone(String string, int i) {
        char c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }
}
