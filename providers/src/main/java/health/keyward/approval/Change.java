package health.keyward.approval;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An exact change: what was asked, and what it would do.
 *
 * @param title one sentence for a person
 * @param subject whom it concerns; that person may not confirm it
 * @param asked what was asked, by name
 * @param lines what would differ afterwards. They go into the ledger, so that they name no person
 */
public record Change(
        String kind,
        RealmId realm,
        String title,
        @Nullable UserId subject,
        Map<String, String> asked,
        List<Line> lines) {
    private static final int LONGEST = 1_000;

    public Change {
        asked = java.util.Collections.unmodifiableMap(new TreeMap<>(asked));
        lines = List.copyOf(lines);
        if (!kind.matches("[a-z][a-z-]{0,39}") || lines.isEmpty()) {
            throw new IllegalArgumentException("a change has a kind and changes something");
        }
        plain(title);
        asked.forEach((name, value) -> {
            plain(name);
            plain(value);
        });
    }

    /**
     * One thing that would differ.
     *
     * @param before null when there is nothing yet
     * @param after null when there is nothing left
     */
    public record Line(
            String name, @Nullable String before, @Nullable String after) {
        public Line {
            plain(name);
            plain(before == null ? "-" : before);
            plain(after == null ? "-" : after);
        }
    }

    private static void plain(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("texts of a change are short and without control characters");
        }
    }
}
