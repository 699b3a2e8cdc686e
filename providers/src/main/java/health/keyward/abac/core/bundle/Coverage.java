package health.keyward.abac.core.bundle;

import java.util.Set;

/**
 * What {@code opa test --coverage} says of the rules, brought along by the bundle.
 *
 * @param files rule files it speaks of
 */
public record Coverage(long covered, long notCovered, Set<String> files) {
    /** Of all lines of rules, in percent; below it nothing is published (AB-8). */
    public static final double LEAST = 90;

    public Coverage {
        files = Set.copyOf(files);
        if (covered < 0 || notCovered < 0) {
            throw new IllegalArgumentException("lines are counted from 0");
        }
    }

    public double percent() {
        return covered + notCovered == 0 ? 0 : 100.0 * covered / (covered + notCovered);
    }

    public boolean enough() {
        return percent() >= LEAST;
    }
}
