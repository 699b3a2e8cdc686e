package health.keyward.verifier.check;

import health.keyward.verifier.log.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the verification says, for people and for programs.
 *
 * @param firstSeq number of the entry with index 0
 * @param entries that were read
 * @param bytes of entries that were read
 * @param checkpoints that the log was held against
 * @param signatures that were checked
 * @param newest time of the newest entry, nanoseconds since 1970
 */
public record Report(
        String origin,
        long firstSeq,
        long size,
        String root,
        long entries,
        long bytes,
        long checkpoints,
        long signatures,
        long projected,
        long newest,
        long millis,
        Findings findings) {
    public int exitCode() {
        return findings.first().map(finding -> finding.damage().exitCode()).orElse(0);
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        Optional<Finding> first = findings.first();
        json.put("verdict", first.isEmpty() ? "OK" : "DAMAGED");
        json.put("exitCode", exitCode());
        first.ifPresent(finding -> {
            json.put("class", finding.damage().name());
            place(json, finding);
            json.put("what", finding.what());
        });
        json.put("origin", origin);
        json.put("size", size);
        json.put("root", root);
        json.put("entries", entries);
        json.put("bytes", bytes);
        json.put("checkpoints", checkpoints);
        json.put("signatures", signatures);
        json.put("projectionRows", projected);
        json.put("newestEntryAt", newestText());
        json.put("millis", millis);
        Map<String, Object> counts = new LinkedHashMap<>();
        findings.counts().forEach((damage, count) -> counts.put(damage.name(), count));
        json.put("counts", counts);
        List<Object> all = new ArrayList<>();
        for (Finding finding : findings.all()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("class", finding.damage().name());
            place(one, finding);
            one.put("what", finding.what());
            all.add(one);
        }
        json.put("findings", all);
        json.put("notices", findings.notices());
        return json;
    }

    private void place(Map<String, Object> json, Finding finding) {
        if (finding.from() >= 0) {
            json.put("firstBadIndex", finding.from());
            json.put("firstBadSeq", firstSeq + finding.from());
            json.put("lastBadSeq", firstSeq + finding.to() - 1);
        }
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin)
                .append(", ")
                .append(size)
                .append(" entries, root ")
                .append(root)
                .append('\n');
        text.append(String.format(
                Locale.ROOT,
                "read %d entries (%.1f MB) in %.1f s; held against %d checkpoints, %d signatures checked; newest entry %s%n",
                entries,
                bytes / 1e6,
                millis / 1e3,
                checkpoints,
                signatures,
                newestText()));
        if (projected > 0) {
            text.append("compared ").append(projected).append(" rows of the read models\n");
        }
        findings.notices()
                .forEach(notice -> text.append("note: ").append(notice).append('\n'));
        Damage last = null;
        for (Finding finding : findings.all()) {
            if (finding.damage() != last) {
                last = finding.damage();
                text.append(last).append(": ").append(last.words()).append('\n');
            }
            text.append("  ").append(place(finding)).append(finding.what()).append('\n');
        }
        text.append(verdict()).append('\n');
        return text.toString();
    }

    private String verdict() {
        return findings.first()
                .map(finding -> "DAMAGED: " + finding.damage()
                        + (finding.from() < 0 ? "" : " at entry " + (firstSeq + finding.from())))
                .orElse("OK");
    }

    private String place(Finding finding) {
        if (finding.from() < 0) {
            return "";
        }
        long from = firstSeq + finding.from();
        long to = firstSeq + finding.to() - 1;
        return from == to ? "entry " + from + ": " : "entries " + from + " to " + to + ": ";
    }

    private String newestText() {
        return newest == Long.MIN_VALUE ? "none" : Times.instant(newest).toString();
    }
}
