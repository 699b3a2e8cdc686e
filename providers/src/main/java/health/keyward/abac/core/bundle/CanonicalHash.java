package health.keyward.abac.core.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash OPA signs: of {@code data.json} and {@code .manifest} SHA-256 over their JSON with sorted keys and no white space, texts as Go's encoder writes them
 * without its HTML escapes and numbers as they stand in the file; of any other file SHA-256 over its bytes.
 */
public final class CanonicalHash {
    private final MessageDigest digest;

    private CanonicalHash(MessageDigest digest) {
        this.digest = digest;
    }

    /** 64 hex digits. */
    public static String ofBytes(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** @param document of maps with text keys, lists, texts, {@link Numeral}s, booleans and nulls */
    public static String ofDocument(@Nullable Object document) {
        var hash = new CanonicalHash(sha256());
        hash.walk(document);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void walk(@Nullable Object value) {
        switch (value) {
            case null -> put("null");
            case Map<?, ?> map -> {
                List<String> keys = map.keySet().stream()
                        .map(String::valueOf)
                        .sorted((a, b) -> Arrays.compareUnsigned(
                                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                        .toList();
                put("{");
                for (int i = 0; i < keys.size(); i++) {
                    put(i > 0 ? "," : "");
                    text(keys.get(i));
                    put(":");
                    walk(map.get(keys.get(i)));
                }
                put("}");
            }
            case List<?> list -> {
                put("[");
                for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
                    walk(items.next());
                    put(items.hasNext() ? "," : "");
                }
                put("]");
            }
            case String text -> text(text);
            case Numeral number -> put(number.text());
            case Boolean truth -> put(truth.toString());
            default -> throw new IllegalArgumentException("no value of a JSON document");
        }
    }

    private void text(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\u2028' -> out.append("\\u2028");
                case '\u2029' -> out.append("\\u2029");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                    } else {
                        out.append(lone(text, i) ? '\ufffd' : c);
                    }
                }
            }
        }
        put(out.append('"').toString());
    }

    /** Half of a surrogate pair, which no UTF-8 has. */
    private static boolean lone(String text, int i) {
        char c = text.charAt(i);
        boolean high = Character.isHighSurrogate(c)
                && !(i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1)));
        boolean low = Character.isLowSurrogate(c) && !(i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
        return high || low;
    }

    private void put(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
