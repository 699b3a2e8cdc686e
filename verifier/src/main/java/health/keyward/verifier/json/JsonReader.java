package health.keyward.verifier.json;

import health.keyward.verifier.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON value (RFC 8259) from bytes, strictly. A name that stands twice in an object is refused where the object is read as a map. */
public final class JsonReader {
    private static final int DEEPEST = 64;

    private final byte[] in;
    private final int end;
    private final Vocabulary vocabulary = Vocabulary.ofThisThread();
    private int at;
    private int depth;

    /** @param end first byte that is not to be read */
    public JsonReader(byte[] in, int from, int end) {
        this.in = in;
        this.at = from;
        this.end = end;
    }

    /** What to do with one member of an object: read exactly its value, or nothing, and then it is skipped. */
    @FunctionalInterface
    public interface Member {
        void read(String name, JsonReader value);
    }

    /** An object and nothing behind it. */
    public static Map<String, Object> map(byte[] in) {
        JsonReader reader = new JsonReader(in, 0, in.length);
        reader.space();
        Map<String, Object> map = reader.mapOfValues();
        reader.end();
        return map;
    }

    public void object(Member member) {
        deeper();
        expect('{');
        if (!next('}')) {
            do {
                space();
                String name = word();
                space();
                expect(':');
                space();
                int before = at;
                member.read(name, this);
                if (at == before) {
                    skip();
                }
            } while (next(','));
            expect('}');
        }
        depth--;
    }

    private Map<String, Object> mapOfValues() {
        Map<String, Object> map = new LinkedHashMap<>();
        object((name, value) -> {
            if (map.put(name, value.any()) != null) {
                throw new Malformed("JSON: " + name + " stands twice");
            }
        });
        return map;
    }

    /** A flat object of strings. */
    public Map<String, String> texts() {
        Map<String, String> map = new LinkedHashMap<>();
        object((name, value) -> {
            if (map.put(name, value.string()) != null) {
                throw new Malformed("JSON: " + name + " stands twice");
            }
        });
        return map;
    }

    /** @return a map, a list, a string, a long (or a string for another number), a boolean, or {@code "null"} for null */
    private Object any() {
        return switch (peek()) {
            case '{' -> mapOfValues();
            case '[' -> list();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", "null");
            default -> number();
        };
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        deeper();
        expect('[');
        if (!next(']')) {
            do {
                space();
                list.add(any());
            } while (next(','));
            expect(']');
        }
        depth--;
        return list;
    }

    public boolean isNull() {
        if (at < end && in[at] == 'n') {
            literal("null", "null");
            return true;
        }
        return false;
    }

    /** A whole number. */
    public long number() {
        int from = at;
        if (at < end && in[at] == '-') {
            at++;
        }
        int digits = at;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        boolean leadingZero = at - digits > 1 && in[digits] == '0';
        if (at == digits || at - digits > 18 || leadingZero || at < end && (in[at] == '.' || (in[at] | 32) == 'e')) {
            throw new Malformed("JSON: no whole number at byte " + from);
        }
        long value = 0;
        for (int i = digits; i < at; i++) {
            value = value * 10 + in[i] - '0';
        }
        return digits > from ? -value : value;
    }

    public String string() {
        expect('"');
        int from = at;
        boolean plain = true;
        while (at < end && in[at] != '"') {
            if (in[at] >= 0 && in[at] < 32) {
                throw new Malformed("JSON: a control character at byte " + at);
            }
            if (in[at] == '\\') {
                return escaped(from);
            }
            plain &= in[at] > 0;
            at++;
        }
        expect('"');
        return plain ? new String(in, from, at - 1 - from, StandardCharsets.ISO_8859_1) : utf8(from, at - 1);
    }

    /** A string that others are likely to be equal to. */
    public String word() {
        int from = at + 1;
        int hash = 0;
        int i = from;
        while (i < end && in[i] >= 32 && in[i] != '"' && in[i] != '\\') {
            hash = 31 * hash + in[i++];
        }
        if (from > end || in[at] != '"' || i == end || in[i] != '"') {
            return string();
        }
        at = i + 1;
        return vocabulary.word(in, from, i, hash);
    }

    private void skipString() {
        int i = at + 1;
        while (i < end && in[i] >= 32 && in[i] != '"' && in[i] != '\\') {
            i++;
        }
        if (i < end && in[i] == '"') {
            at = i + 1;
        } else {
            string();
        }
    }

    private void skipList() {
        deeper();
        expect('[');
        if (!next(']')) {
            do {
                space();
                if (peek() == '"') {
                    skipString();
                } else {
                    any();
                }
            } while (next(','));
            expect(']');
        }
        depth--;
    }

    private String escaped(int from) {
        StringBuilder text = new StringBuilder(utf8(from, at));
        int chunk = at;
        while (at < end && in[at] != '"') {
            if (in[at] >= 0 && in[at] < 32) {
                throw new Malformed("JSON: a control character at byte " + at);
            }
            if (in[at++] == '\\') {
                text.append(utf8(chunk, at - 1)).append(escape());
                chunk = at;
            }
        }
        text.append(utf8(chunk, at));
        expect('"');
        return text.toString();
    }

    private char escape() {
        byte c = at < end ? in[at++] : 0;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = at < end ? Character.digit(in[at++], 16) : -1;
                    if (digit < 0) {
                        throw new Malformed("JSON: a broken escape at byte " + at);
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> throw new Malformed("JSON: a broken escape at byte " + at);
        };
    }

    private String utf8(int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(in, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("JSON: no UTF-8 at byte " + from);
        }
    }

    /** Steps over one value, whatever it is. */
    public void skip() {
        switch (peek()) {
            case '{' -> object((name, value) -> {});
            case '[' -> skipList();
            case '"' -> skipString();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", "null");
            default -> anyNumber();
        }
    }

    private void anyNumber() {
        int from = at;
        while (at < end && "+-.0123456789eE".indexOf(in[at]) >= 0) {
            at++;
        }
        try {
            Double.parseDouble(new String(in, from, at - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            throw new Malformed("JSON: no value at byte " + from);
        }
    }

    private Object literal(String word, Object value) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return value;
    }

    /** Nothing but space is left. */
    public void end() {
        space();
        if (at < end) {
            throw new Malformed("JSON: more than one value, at byte " + at);
        }
    }

    public void space() {
        while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    private boolean next(char wanted) {
        space();
        if (at < end && in[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private char peek() {
        return at < end ? (char) in[at] : 0;
    }

    private void expect(char wanted) {
        if (at >= end || in[at] != wanted) {
            throw new Malformed("JSON: " + wanted + " expected at byte " + at);
        }
        at++;
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new Malformed("JSON: nested too deeply");
        }
    }
}
