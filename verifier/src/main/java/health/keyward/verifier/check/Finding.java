package health.keyward.verifier.check;

import java.util.Comparator;

/**
 * One thing that is wrong.
 *
 * @param from index of the first entry concerned; -1 where it concerns none
 * @param to index behind the last one concerned; -1 where it concerns none
 * @param what in a sentence, without personal data
 */
public record Finding(Damage damage, long from, long to, String what) implements Comparable<Finding> {
    static Finding at(Damage damage, long index, String what) {
        return new Finding(damage, index, index + 1, what);
    }

    static Finding range(Damage damage, long from, long to, String what) {
        return new Finding(damage, from, to, what);
    }

    static Finding whole(Damage damage, String what) {
        return new Finding(damage, -1, -1, what);
    }

    @Override
    public int compareTo(Finding other) {
        return Comparator.comparing(Finding::damage)
                .thenComparingLong(Finding::from)
                .thenComparingLong(Finding::to)
                .thenComparing(Finding::what)
                .compare(this, other);
    }
}
