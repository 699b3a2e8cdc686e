package health.keyward.approval.core;

import health.keyward.approval.Change;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change as the one text that is shown, stored and hashed: a line per fact, fields parted by tabs, which no field can hold. A value that may be missing
 * is {@code -} without and {@code =VALUE} with one. One change has one text, and one text is one change.
 */
public final class Payload {
    private static final String FIRST = "keyward-approval/1";

    private Payload() {}

    public static String text(Change change) {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        line(text, "kind", change.kind());
        line(text, "realm", change.realm().value());
        line(text, "title", change.title());
        line(
                text,
                "subject",
                optional(change.subject() == null ? null : change.subject().value()));
        change.asked().forEach((name, value) -> line(text, "asked", name, value));
        change.lines().forEach(l -> line(text, "line", l.name(), optional(l.before()), optional(l.after())));
        return text.toString();
    }

    /** @throws IllegalArgumentException when the text is none of ours */
    public static Change read(String text) {
        List<String[]> rows = text.lines().map(line -> line.split("\t", -1)).toList();
        if (rows.size() < 6 || !rows.getFirst()[0].equals(FIRST)) {
            throw new IllegalArgumentException("not the text of a change");
        }
        Map<String, String> asked = new TreeMap<>();
        List<Change.Line> lines = new ArrayList<>();
        for (String[] row : rows.subList(5, rows.size())) {
            if (row[0].equals("asked") && row.length == 3) {
                asked.put(row[1], row[2]);
            } else if (row[0].equals("line") && row.length == 4) {
                lines.add(new Change.Line(row[1], value(row[2]), value(row[3])));
            } else {
                throw new IllegalArgumentException("not the text of a change");
            }
        }
        String subject = value(field(rows, 4, "subject"));
        return new Change(
                field(rows, 1, "kind"),
                new RealmId(field(rows, 2, "realm")),
                field(rows, 3, "title"),
                subject == null ? null : new UserId(subject),
                asked,
                lines);
    }

    /** SHA-256 of the UTF-8 bytes, 64 hex digits. */
    public static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static void line(StringBuilder text, String... fields) {
        text.append(String.join("\t", fields)).append('\n');
    }

    private static String field(List<String[]> rows, int at, String name) {
        if (rows.get(at).length != 2 || !rows.get(at)[0].equals(name)) {
            throw new IllegalArgumentException("not the text of a change");
        }
        return rows.get(at)[1];
    }

    private static String optional(@Nullable String value) {
        return value == null ? "-" : "=" + value;
    }

    private static @Nullable String value(String field) {
        if (field.equals("-")) {
            return null;
        }
        if (!field.startsWith("=")) {
            throw new IllegalArgumentException("not the text of a change");
        }
        return field.substring(1);
    }
}
