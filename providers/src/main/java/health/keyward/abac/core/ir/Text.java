package health.keyward.abac.core.ir;

/** Values as text: JSON, with sets in Rego's notation where JSON has none. */
final class Text {
    private Text() {}

    /** As Rego prints it. */
    static String of(Object value) {
        StringBuilder into = new StringBuilder();
        write(value, into, false);
        return into.toString();
    }

    /** As JSON, keys in order, sets as arrays. */
    static String json(Object value) {
        StringBuilder into = new StringBuilder();
        write(value, into, true);
        return into.toString();
    }

    private static void write(Object value, StringBuilder into, boolean json) {
        switch (value) {
            case String text -> quote(text, into);
            case Arr array -> {
                into.append('[');
                for (int i = 0; i < array.size(); i++) {
                    separate(into, i, json);
                    write(array.at(i), into, json);
                }
                into.append(']');
            }
            case Many set -> {
                Object[] items = set.sorted();
                if (!json && items.length == 0) {
                    into.append("set()");
                    return;
                }
                into.append(json ? '[' : '{');
                for (int i = 0; i < items.length; i++) {
                    separate(into, i, json);
                    write(items[i], into, json);
                }
                into.append(json ? ']' : '}');
            }
            case Obj object -> {
                Object[] keys = object.sorted();
                into.append('{');
                for (int i = 0; i < keys.length; i++) {
                    separate(into, i, json);
                    if (json && !(keys[i] instanceof String)) {
                        quote(json(keys[i]), into);
                    } else {
                        write(keys[i], into, json);
                    }
                    into.append(json ? ":" : ": ");
                    write(Values.there(object.get(keys[i])), into, json);
                }
                into.append('}');
            }
            default -> into.append(Numbers.is(value) ? Numbers.text(value) : value.toString());
        }
    }

    private static void separate(StringBuilder into, int index, boolean json) {
        if (index > 0) {
            into.append(json ? "," : ", ");
        }
    }

    static void quote(String text, StringBuilder into) {
        into.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> into.append("\\\"");
                case '\\' -> into.append("\\\\");
                case '\n' -> into.append("\\n");
                case '\r' -> into.append("\\r");
                case '\t' -> into.append("\\t");
                case '\b' -> into.append("\\b");
                case '\f' -> into.append("\\f");
                default -> {
                    if (c < 0x20 || c == 0x2028 || c == 0x2029) {
                        into.append("\\u").append(String.format("%04x", (int) c));
                    } else {
                        into.append(c);
                    }
                }
            }
        }
        into.append('"');
    }
}
