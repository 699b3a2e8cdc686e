package health.keyward.contract.abac;

import java.util.List;

/** What differs between two bundles. */
public record PolicyDifference(long from, long to, List<File> files) {
    /** What happened to a file or line. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * @param lines with three lines around each difference; empty for what nobody reads
     * @param whole false when there would be more to show
     */
    public record File(String name, Kind kind, List<Line> lines, boolean whole) {}

    /**
     * @param before its number before; 0 for one that is new
     * @param after its number after; 0 for one that went
     */
    public record Line(Kind kind, int before, int after, String text) {}
}
