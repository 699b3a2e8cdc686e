package health.keyward.abac.core.ir;

/** Values in Rego's notation, which has sets and keys that are no texts. */
final class Terms {
    private final String text;
    private int at;

    private Terms(String text) {
        this.text = text;
    }

    static Object read(String text) {
        Terms terms = new Terms(text);
        Object value = terms.value();
        if (terms.next() != 0) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private char next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == text.length() ? 0 : text.charAt(at);
    }

    private boolean take(char c) {
        if (next() == c) {
            at++;
            return true;
        }
        return false;
    }

    private Object value() {
        if (take('[')) {
            Arr made = new Arr(0);
            while (!take(']')) {
                made.add(value());
                take(',');
            }
            return made;
        }
        if (take('{')) {
            return braces();
        }
        next();
        if (text.startsWith("set()", at)) {
            at += 5;
            return new Many();
        }
        int from = at;
        if (text.charAt(at) == '"') {
            for (at++; text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                }
            }
            at++;
        } else {
            while (at < text.length() && ",:]} \n\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        Run run = new Run(() -> 0, 1, 1_000_000, true, 0, 0);
        return Json.read(text.substring(from, at), run);
    }

    private Object braces() {
        if (take('}')) {
            return new Obj();
        }
        Object first = value();
        if (take(':')) {
            Obj made = new Obj();
            made.put(first, value());
            while (!(take(',') && take('}')) && !take('}')) {
                Object key = value();
                take(':');
                made.put(key, value());
            }
            return made;
        }
        Many made = new Many();
        made.add(first);
        while (!(take(',') && take('}')) && !take('}')) {
            made.add(value());
        }
        return made;
    }
}
