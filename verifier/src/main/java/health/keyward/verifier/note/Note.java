package health.keyward.verifier.note;

import health.keyward.verifier.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A signed note, taken apart. Its text means nothing before a signature of a known key was checked.
 *
 * @param text up to and with the line end before the empty line
 */
public record Note(String text, List<Line> lines) {
    private static final int MOST_LINES = 64;
    private static final int LARGEST = 1 << 16;

    public Note {
        lines = List.copyOf(lines);
    }

    /**
     * One signature.
     *
     * @param signature what stands behind the key's id; for a cosignature eight bytes of time first
     */
    public record Line(String name, int id, byte[] signature) {}

    /** Whether a note holds under some keys. */
    public sealed interface Holds {
        record Signed(Vkey by) implements Holds {}

        /** A known key's line is there and wrong. */
        record Forged(Vkey key) implements Holds {}

        /** No line of a known key. */
        record Unknown() implements Holds {}
    }

    /** @throws Malformed when the bytes are no signed note */
    public static Note of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Malformed("a note of more than " + LARGEST + " bytes");
        }
        String all = utf8(bytes);
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\n') {
                throw new Malformed("a note holds control characters");
            }
        }
        int split = all.lastIndexOf("\n\n");
        if (split < 1 || !all.endsWith("\n") || split + 2 == all.length()) {
            throw new Malformed("a note without text or without signatures");
        }
        List<Line> lines = new ArrayList<>(2);
        for (int from = split + 2; from < all.length(); ) {
            int end = all.indexOf('\n', from);
            lines.add(line(all.substring(from, end)));
            from = end + 1;
        }
        if (lines.size() > MOST_LINES) {
            throw new Malformed("a note with more than " + MOST_LINES + " signatures");
        }
        return new Note(all.substring(0, split + 1), lines);
    }

    /** @param text one signature line without its end */
    public static Line line(String text) {
        int end = text.lastIndexOf(' ');
        if (!text.startsWith("— ") || end < 3) {
            throw new Malformed("no signature line of a note");
        }
        String name = text.substring(2, end);
        if (name.indexOf(' ') >= 0 || name.indexOf('+') >= 0) {
            throw new Malformed("no signature line of a note");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(end + 1)));
            if (bytes.remaining() < 5) {
                throw new Malformed("a signature of a note is too short");
            }
            int id = bytes.getInt();
            byte[] signature = new byte[bytes.remaining()];
            bytes.get(signature);
            return new Line(name, id, signature);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a signature of a note is no base64");
        }
    }

    /** Lines of unknown keys are passed over; a wrong line of a known key outweighs every good one. */
    public Holds under(List<Vkey> keys) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        Holds holds = new Holds.Unknown();
        for (Vkey key : keys) {
            for (Line line : lines) {
                if (key.type() != Vkey.LOG
                        || line.id() != key.id()
                        || !line.name().equals(key.name())) {
                    continue;
                }
                if (!key.signed(message, line.signature())) {
                    return new Holds.Forged(key);
                }
                holds = new Holds.Signed(key);
            }
        }
        return holds;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("a note that is no UTF-8");
        }
    }
}
