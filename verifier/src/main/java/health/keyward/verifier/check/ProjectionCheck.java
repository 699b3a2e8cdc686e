package health.keyward.verifier.check;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.json.JsonReader;
import health.keyward.verifier.log.Bundle;
import health.keyward.verifier.log.EntryBytes;
import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.Header;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.log.Times;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lays the rows of the read models beside the entries they were made from, both in the order of the log. */
final class ProjectionCheck implements AutoCloseable {
    private static final Set<String> TYPED = Set.of("activity", "undone");
    /** PostgreSQL keeps microseconds and rounds. */
    private static final long ROUNDING = 1_000;

    private static final int KEPT = 10_000;
    private static final int LONGEST = 255;

    private final Findings findings;
    private final long firstSeq;
    private final BufferedReader lines;
    private final TreeMap<Long, Absent> absent = new TreeMap<>();
    private final Map<String, Long> kinds = new HashMap<>();
    private final Set<String> shredded = new HashSet<>();
    private @Nullable Row row;
    private long rows;
    private long previous;
    private long last = -1;

    private record Row(long seq, Map<String, Object> fields) {
        @Nullable
        String text(String name) {
            Object value = fields.get(name);
            return value == null || value.equals("null") ? null : value.toString();
        }
    }

    private record Absent(String kind, List<String> subjects) {}

    private ProjectionCheck(Findings findings, long firstSeq, InputStream in) {
        this.findings = findings;
        this.firstSeq = firstSeq;
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    static ProjectionCheck of(ExportFiles files, Findings findings, long firstSeq) throws IOException {
        InputStream in = files.open(Paths.PROJECTION);
        if (in == null) {
            findings.add(Finding.whole(Damage.MALFORMED, Paths.PROJECTION + " is missing"));
        }
        ProjectionCheck check =
                new ProjectionCheck(findings, firstSeq, in == null ? InputStream.nullInputStream() : in);
        check.next();
        return check;
    }

    void entry(long index, Header header, Bundle bundle, int i) throws IOException {
        long seq = firstSeq + index;
        while (row != null && row.seq() < seq) {
            differs(row.seq() - firstSeq, "a row of the read model without an entry");
            next();
        }
        if (header.isMark("SHRED")) {
            shredded.add(String.valueOf(header.facts().get("subjectRef")).replace("-", ""));
        }
        if (row != null && row.seq() == seq) {
            kinds.merge(header.kind(), 1L, Long::sum);
            last = index;
            compare(index, header, row);
            next();
        } else if (last >= 0 && !header.kind().equals("mark") && absent.size() < KEPT) {
            absent.put(index, new Absent(header.kind(), subjects(bundle.entry(i))));
        }
    }

    private static List<String> subjects(byte[] entry) {
        return EntryBytes.of(entry).parts().stream()
                .map(EntryBytes.Part::subject)
                .toList();
    }

    private void compare(long index, Header header, Row read) {
        same(index, "id", header.id(), read.text("id"));
        same(index, "realmId", header.realmId(), read.text("realmId"));
        if (!sameTime(header.at(), read.text("at"))) {
            differs(index, "the read model has another time");
        }
        if (TYPED.contains(header.kind())) {
            same(index, "type", kept(header.type()), read.text("type"));
            same(index, "error", kept(header.error()), read.text("error"));
            same(index, "clientId", kept(header.clientId()), read.text("clientId"));
        }
    }

    /** A read model keeps no more than this of a text, and no zero characters: an attacker's client id may have both (ADR 0004). */
    private static @Nullable String kept(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = text.replace("\0", "");
        if (clean.length() <= LONGEST) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static boolean sameTime(long at, @Nullable String read) {
        try {
            return read != null && Math.abs(Times.nanos(read) - at) <= ROUNDING;
        } catch (Malformed e) {
            return false;
        }
    }

    private void same(long index, String name, @Nullable String entry, @Nullable String read) {
        if (!Objects.equals(entry, read)) {
            differs(index, "the read model has another " + name);
        }
    }

    private void differs(long index, String what) {
        findings.add(Finding.at(Damage.PROJECTION_DIFFERS, index, what));
    }

    private void next() throws IOException {
        row = null;
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        if (line == null) {
            return;
        }
        rows++;
        try {
            Map<String, Object> fields = JsonReader.map(line.getBytes(StandardCharsets.UTF_8));
            if (!(fields.get("seq") instanceof Long seq) || seq <= previous) {
                throw new Malformed("seq missing or not ascending");
            }
            previous = seq;
            row = new Row(seq, fields);
        } catch (Malformed e) {
            findings.add(Finding.whole(Damage.MALFORMED, Paths.PROJECTION + ", line " + rows + ": " + e.what()));
        }
    }

    /**
     * Rows may be missing before the first and behind the last one, of kinds that no row is of, of persons whose keys were shredded, and of what was
     * undone: the row of the attempt then says so.
     */
    void end() {
        if (row != null) {
            differs(row.seq() - firstSeq, "a row of the read model without an entry");
        }
        absent.headMap(last).forEach((index, one) -> {
            if (kinds.containsKey(one.kind())
                    && !one.kind().equals("undone")
                    && one.subjects().stream().noneMatch(shredded::contains)) {
                differs(index, "the read model has no row of this entry");
            }
        });
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
