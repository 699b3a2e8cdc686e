package health.keyward.verifier.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ranges of indices, half-open, joined where they touch. */
final class Missing {
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    record Range(long from, long to) {}

    void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long first = from;
        long last = to;
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            first = before.getKey();
            last = Math.max(last, before.getValue());
        }
        Map.Entry<Long, Long> after = ranges.higherEntry(first);
        while (after != null && after.getKey() <= last) {
            last = Math.max(last, after.getValue());
            ranges.remove(after.getKey());
            after = ranges.higherEntry(first);
        }
        ranges.put(first, last);
    }

    /** Takes away what is accounted for. */
    void remove(long from, long to) {
        for (Range range : all()) {
            if (range.from() < to && from < range.to()) {
                ranges.remove(range.from());
                add(range.from(), Math.min(range.to(), from));
                add(Math.max(range.from(), to), range.to());
            }
        }
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> before = ranges.floorEntry(number);
        return before != null && before.getValue() > number;
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    List<Range> all() {
        List<Range> all = new ArrayList<>();
        ranges.forEach((from, to) -> all.add(new Range(from, to)));
        return all;
    }
}
