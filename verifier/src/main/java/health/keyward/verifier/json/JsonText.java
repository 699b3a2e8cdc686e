package health.keyward.verifier.json;

import java.util.List;
import java.util.Map;

/** Maps, lists, strings, numbers and booleans as JSON text, indented by two. */
public final class JsonText {
    private JsonText() {}

    public static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, "\n", out);
        return out.append('\n').toString();
    }

    private static void write(Object value, String line, StringBuilder out) {
        String inner = line + "  ";
        switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() -> {
                String comma = "{";
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.append(comma).append(inner);
                    quote(String.valueOf(member.getKey()), out);
                    out.append(": ");
                    write(member.getValue(), inner, out);
                    comma = ",";
                }
                out.append(line).append('}');
            }
            case List<?> list
            when !list.isEmpty() -> {
                String comma = "[";
                for (Object one : list) {
                    out.append(comma).append(inner);
                    write(one, inner, out);
                    comma = ",";
                }
                out.append(line).append(']');
            }
            case Map<?, ?> none -> out.append("{}");
            case List<?> none -> out.append("[]");
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            default -> quote(value.toString(), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 32 || c == 127 || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
