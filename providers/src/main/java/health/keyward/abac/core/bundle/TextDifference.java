package health.keyward.abac.core.bundle;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, with three lines around each difference. */
public final class TextDifference {
    private static final int AROUND = 3;
    /** Cells of the table; beyond it the middle counts as replaced. */
    private static final long MOST_CELLS = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<Line> all = new ArrayList<>();

    private TextDifference(String before, String after) {
        this.before = before.lines().toList();
        this.after = after.lines().toList();
    }

    /** What happened to a line. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    /**
     * @param before its number before, from 1; 0 for one that is new
     * @param after its number after; 0 for one that went
     */
    public record Line(Kind kind, int before, int after, String text) {}

    public static List<Line> between(String before, String after) {
        var difference = new TextDifference(before, after);
        difference.compare();
        return difference.shown();
    }

    private void compare() {
        int start = 0;
        while (start < before.size()
                && start < after.size()
                && before.get(start).equals(after.get(start))) {
            same(start, start);
            start++;
        }
        int a = before.size();
        int b = after.size();
        while (a > start && b > start && before.get(a - 1).equals(after.get(b - 1))) {
            a--;
            b--;
        }
        if ((long) (a - start) * (b - start) > MOST_CELLS) {
            replace(start, a, start, b);
        } else {
            middle(start, a, b);
        }
        while (a < before.size()) {
            same(a++, b++);
        }
    }

    /** The longest common subsequence. */
    private void middle(int start, int endBefore, int endAfter) {
        int rows = endBefore - start;
        int columns = endAfter - start;
        int[][] longest = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                longest[i][j] = before.get(start + i).equals(after.get(start + j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < rows && j < columns) {
            if (before.get(start + i).equals(after.get(start + j))) {
                same(start + i++, start + j++);
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                removed(start + i++);
            } else {
                added(start + j++);
            }
        }
        replace(start + i, endBefore, start + j, endAfter);
    }

    private void replace(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        for (int i = fromBefore; i < toBefore; i++) {
            removed(i);
        }
        for (int j = fromAfter; j < toAfter; j++) {
            added(j);
        }
    }

    private void same(int i, int j) {
        all.add(new Line(Kind.SAME, i + 1, j + 1, before.get(i)));
    }

    private void removed(int i) {
        all.add(new Line(Kind.REMOVED, i + 1, 0, before.get(i)));
    }

    private void added(int j) {
        all.add(new Line(Kind.ADDED, 0, j + 1, after.get(j)));
    }

    private List<Line> shown() {
        boolean[] near = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind() != Kind.SAME) {
                for (int k = Math.max(0, i - AROUND); k <= Math.min(all.size() - 1, i + AROUND); k++) {
                    near[k] = true;
                }
            }
        }
        List<Line> shown = new ArrayList<>();
        for (int i = 0; i < near.length; i++) {
            if (near[i]) {
                shown.add(all.get(i));
            }
        }
        return shown;
    }
}
