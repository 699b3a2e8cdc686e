package health.keyward.audit.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which numbers of one server run have come into the log. Transactions commit in any order, so a number that is missing may still come; one that never
 * comes and that nobody explains is a row that somebody took away (AL-8).
 */
public final class Numbering {
    private static final Pattern SPAN = Pattern.compile("[0-9]{1,18}(-[0-9]{1,18})?");

    private final TreeMap<Long, Missing> missing = new TreeMap<>();
    private long highest;

    /**
     * Numbers that were passed over.
     *
     * @param since when the first later number came
     */
    public record Missing(long first, long last, Instant since) {
        /** {@code 7} or {@code 7-9}, as marks write it. */
        public String text() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    /** @param highest number that has come; 0 before the first */
    public Numbering(long highest, List<Missing> missing) {
        this.highest = highest;
        missing.forEach(span -> this.missing.put(span.first(), span));
    }

    public long highest() {
        return highest;
    }

    public List<Missing> missing() {
        return List.copyOf(missing.values());
    }

    /** Several spans as the fact {@code numbers} of a mark. */
    public static String text(List<Missing> spans) {
        return spans.stream().map(Missing::text).collect(Collectors.joining(","));
    }

    /** A row with this number has come. */
    public void came(long number, Instant now) {
        if (number > highest) {
            if (number > highest + 1) {
                missing.put(highest + 1, new Missing(highest + 1, number - 1, now));
            }
            highest = number;
        } else {
            remove(number, number);
        }
    }

    /**
     * Its server says that these were never written.
     *
     * @param numbers fact of a {@code VOID} mark: comma-separated, ranges as {@code a-b}; what cannot be read explains nothing
     */
    public void explained(String numbers, Instant now) {
        for (String span : numbers.split(",", -1)) {
            if (SPAN.matcher(span).matches()) {
                String[] ends = span.split("-", 2);
                explained(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]), now);
            }
        }
    }

    private void explained(long first, long last, Instant now) {
        if (last > highest && first <= last) {
            came(last, now);
        }
        remove(first, last);
    }

    private void remove(long first, long last) {
        List<Missing> touched = new ArrayList<>();
        Map.Entry<Long, Missing> before = missing.floorEntry(first);
        if (before != null && before.getValue().last() >= first) {
            touched.add(before.getValue());
        }
        touched.addAll(missing.subMap(first, false, Math.max(first, last), true).values());
        for (Missing span : touched) {
            missing.remove(span.first());
            if (span.first() < first) {
                missing.put(span.first(), new Missing(span.first(), first - 1, span.since()));
            }
            if (span.last() > last) {
                missing.put(last + 1, new Missing(last + 1, span.last(), span.since()));
            }
        }
    }
}
