package health.keyward.audit.core;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A text and who signed it (C2SP signed-note).
 *
 * @param text ends with a line end
 * @param lines one per signature, at least one
 */
public record SignedNote(String text, List<Line> lines) {
    private static final String DASH = "\u2014 ";

    public SignedNote {
        if (!text.endsWith("\n") || lines.isEmpty()) {
            throw new IllegalArgumentException("a signed note has a text that ends with a line end, and a signature");
        }
        lines = List.copyOf(lines);
    }

    /**
     * One signature.
     *
     * @param name of the key
     * @param value base64 of four bytes key id and the signature
     */
    public record Line(String name, String value) {
        Line(String name, byte[] keyIdAndSignature) {
            this(name, Base64.getEncoder().encodeToString(keyIdAndSignature));
        }

        byte[] keyIdAndSignature() {
            return Base64.getDecoder().decode(value);
        }

        /** Without line end. */
        public String text() {
            return DASH + name + " " + value;
        }

        /** @throws IllegalArgumentException when it is no signature line */
        public static Line parse(String text) {
            String[] words = text.split(" ", -1);
            if (words.length != 3 || !(words[0] + " ").equals(DASH) || words[1].isEmpty()) {
                throw new IllegalArgumentException("no signature line");
            }
            Base64.getDecoder().decode(words[2]);
            return new Line(words[1], words[2]);
        }
    }

    /** @throws IllegalArgumentException when it is no signed note */
    public static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("no signed note");
        }
        List<Line> lines = new ArrayList<>();
        note.substring(blank + 2).lines().forEach(line -> lines.add(Line.parse(line)));
        return new SignedNote(note.substring(0, blank + 1), lines);
    }

    /** The same note with more signatures below; one that is there already is not repeated. */
    public SignedNote with(List<Line> more) {
        List<Line> all = new ArrayList<>(lines);
        more.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /** As it is handed out. */
    public String whole() {
        StringBuilder whole = new StringBuilder(text).append('\n');
        lines.forEach(line -> whole.append(line.text()).append('\n'));
        return whole.toString();
    }
}
