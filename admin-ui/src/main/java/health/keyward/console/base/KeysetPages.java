package health.keyward.console.base;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keyset pages behind the offsets a grid asks for. One per question; a new question makes a new one. Remembers one cursor per page seen and
 * the rows of the last few pages; guarded by the session lock.
 */
public final class KeysetPages<T> implements Serializable {
    /** Rows after a cursor; null is the top. */
    @FunctionalInterface
    public interface Source<T> extends Serializable {
        Slice<T> after(@Nullable String cursor, int limit);
    }

    /** @param next cursor of the page after this one; null at the end */
    public record Slice<T>(List<T> rows, @Nullable String next) {
        public static <T> Slice<T> nothing() {
            return new Slice<>(List.of(), null);
        }
    }

    private final int size;
    private final Source<T> source;
    private final ArrayList<@Nullable String> starts = new ArrayList<>();
    private final LinkedHashMap<Integer, List<T>> recent;
    private int last = Integer.MAX_VALUE;

    /**
     * @param size rows in a page
     * @param keep pages whose rows are kept
     */
    public KeysetPages(int size, int keep, Source<T> source) {
        this.size = size;
        this.source = source;
        starts.add(null);
        recent = new LinkedHashMap<>(16, .75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, List<T>> eldest) {
                return size() > keep;
            }
        };
    }

    /** Takes a first page that was read already. */
    public KeysetPages<T> startingWith(Slice<T> first) {
        recent.put(0, first.rows());
        if (first.next() == null) {
            last = 0;
        } else {
            starts.add(first.next());
        }
        return this;
    }

    public Stream<T> rows(int offset, int limit) {
        var out = new ArrayList<T>(limit);
        for (int p = offset / size; out.size() < limit; p++) {
            page(p).stream()
                    .skip(Math.max(0, offset - p * size))
                    .limit(limit - out.size())
                    .forEach(out::add);
            if (p >= last) {
                break;
            }
        }
        return out.stream();
    }

    public Optional<T> first() {
        return page(0).stream().findFirst();
    }

    /** A row among those at hand; asks nothing. */
    public Optional<T> find(Predicate<T> which) {
        return recent.values().stream().flatMap(List::stream).filter(which).findFirst();
    }

    /** The row after or before the one that fits, among all seen so far and the page behind them. */
    public Optional<T> beside(T row, int step) {
        for (int p = 0; p < starts.size() && p <= last; p++) {
            int at = page(p).indexOf(row);
            if (at >= 0) {
                int wanted = p * size + at + step;
                return wanted < 0 ? Optional.empty() : rows(wanted, 1).findFirst();
            }
        }
        return Optional.empty();
    }

    private List<T> page(int p) {
        while (starts.size() <= p && starts.size() - 1 < last) {
            load(starts.size() - 1);
        }
        if (p > last) {
            return List.of();
        }
        var hit = recent.get(p);
        return hit != null ? hit : load(p);
    }

    private List<T> load(int p) {
        var slice = source.after(starts.get(p), size);
        recent.put(p, slice.rows());
        if (slice.next() == null) {
            last = p;
        } else if (starts.size() == p + 1) {
            starts.add(slice.next());
        }
        return slice.rows();
    }
}
