package health.keyward.audit.core;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, strings, numbers and booleans as JSON (RFC 8259) on one line. Here and not from a library, because the core is plain Java. Null
 * members are left out; halves of surrogate pairs become U+FFFD, so that the bytes are always UTF-8.
 */
final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(Object tree) {
        JsonText json = new JsonText();
        json.value(tree);
        return json.out.toString();
    }

    private void value(Object value) {
        switch (value) {
            case String text -> string(text);
            case Number number -> out.append(number);
            case Boolean flag -> out.append(flag);
            case Map<?, ?> members -> object(members);
            case Iterable<?> items -> array(items.iterator());
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    private void object(Map<?, ?> members) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            @Nullable Object value = member.getValue();
            if (value != null) {
                if (!first) {
                    out.append(',');
                }
                first = false;
                string(String.valueOf(member.getKey()));
                out.append(':');
                value(value);
            }
        }
        out.append('}');
    }

    private void array(Iterator<?> items) {
        out.append('[');
        while (items.hasNext()) {
            value(items.next());
            out.append(items.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> character(c);
            }
        }
        out.append('"');
    }

    private void character(int c) {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            out.append('\uFFFD');
        } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
            out.append("\\u").append(String.format(java.util.Locale.ROOT, "%04x", c));
        } else {
            out.appendCodePoint(c);
        }
    }
}
