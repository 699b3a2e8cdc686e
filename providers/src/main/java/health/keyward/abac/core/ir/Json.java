package health.keyward.abac.core.ir;

import java.math.BigDecimal;

/** Reads JSON as strictly as OPA does. */
final class Json {
    private static final int MAX_DEPTH = 128;

    private final String text;
    private final Run run;
    private int at;

    private Json(String text, Run run) {
        this.text = text;
        this.run = run;
    }

    /** @throws Fault if it is no JSON, or nested too deep */
    static Object read(String text, Run run) {
        run.text(text.length());
        Json json = new Json(text, run);
        Object value = json.value(0);
        json.space();
        if (json.at < text.length()) {
            throw Fault.OPERAND;
        }
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next() {
        space();
        if (at == text.length()) {
            throw Fault.OPERAND;
        }
        return text.charAt(at);
    }

    private boolean take(char c) {
        if (next() == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw Fault.OPERAND;
        }
    }

    private Object value(int depth) {
        run.step();
        if (depth > MAX_DEPTH) {
            throw Fault.OPERAND;
        }
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", Nothing.NULL);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw Fault.OPERAND;
        }
        at += word.length();
        return value;
    }

    private Obj object(int depth) {
        Obj made = new Obj();
        expect('{');
        if (take('}')) {
            return made;
        }
        do {
            if (next() != '"') {
                throw Fault.OPERAND;
            }
            String key = string();
            expect(':');
            made.put(key, value(depth + 1));
        } while (take(','));
        expect('}');
        return made;
    }

    private Arr array(int depth) {
        Arr made = new Arr(0);
        expect('[');
        if (take(']')) {
            return made;
        }
        do {
            made.add(value(depth + 1));
        } while (take(','));
        expect(']');
        return made;
    }

    private String string() {
        StringBuilder made = new StringBuilder();
        for (at++; ; at++) {
            if (at == text.length() || text.charAt(at) < 0x20) {
                throw Fault.OPERAND;
            }
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Values.whole(made.toString());
            }
            if (c != '\\') {
                made.append(c);
                continue;
            }
            if (++at == text.length()) {
                throw Fault.OPERAND;
            }
            made.append(
                    switch (text.charAt(at)) {
                        case '"' -> '"';
                        case '\\' -> '\\';
                        case '/' -> '/';
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'u' -> unit();
                        default -> throw Fault.OPERAND;
                    });
        }
    }

    private char unit() {
        if (at + 4 >= text.length()) {
            throw Fault.OPERAND;
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(++at), 16);
            if (digit < 0 || text.charAt(at) > 'f') {
                throw Fault.OPERAND;
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Object number() {
        int from = at;
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
        }
        int whole = digits();
        if (whole > 1 && text.charAt(at - whole) == '0') {
            throw Fault.OPERAND;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits();
        }
        try {
            return Numbers.of(new BigDecimal(text.substring(from, at)));
        } catch (NumberFormatException e) {
            throw Fault.OPERAND;
        }
    }

    /** At least one. */
    private int digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw Fault.OPERAND;
        }
        return at - from;
    }
}
