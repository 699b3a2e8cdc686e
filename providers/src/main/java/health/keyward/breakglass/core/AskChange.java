package health.keyward.breakglass.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two lists, row by row. Goes into the ledger: people stand in it by their id. */
public final class AskChange {
    private AskChange() {}

    /** @param before null when there is nothing yet */
    public record Line(
            String name, @Nullable String before, @Nullable String after) {}

    public static List<Line> between(Eligibility before, Eligibility after) {
        return differing(rows(before), rows(after));
    }

    public static List<Line> between(Reasons before, Reasons after) {
        return differing(rows(before), rows(after));
    }

    private static Map<String, String> rows(Eligibility list) {
        Map<String, String> rows = new TreeMap<>();
        for (EligibleEntry entry : list.entries()) {
            String who = entry.kind() == EligibleEntry.Kind.PERSON ? entry.id() : entry.name();
            rows.merge(
                    entry.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + who,
                    (entry.clinical() ? "clinical" : "with a second person") + ", apps " + orAll(entry.apps())
                            + ", data " + orAll(entry.dataClasses()),
                    (one, other) -> one + "; " + other);
        }
        rows.put("hours before a role counts", Integer.toString(list.settleHours()));
        list.call().forEach((language, text) -> rows.put("whom to call (" + language + ")", text));
        rows.values().removeIf(String::isEmpty);
        return rows;
    }

    private static Map<String, String> rows(Reasons list) {
        Map<String, String> rows = new TreeMap<>();
        for (Reason reason : list.reasons()) {
            rows.put(
                    "reason " + reason.code(),
                    reason.purpose() + ", " + reason.minutes() + " min, "
                            + (reason.textDemanded() ? "text demanded, " : "") + "data " + orAll(reason.dataClasses())
                            + ", " + reason.text("en") + " / " + reason.text("es"));
        }
        rows.put("sensitive data", list.sensitive().isEmpty() ? "none" : String.join(" ", list.sensitive()));
        return rows;
    }

    private static String orAll(List<String> named) {
        return named.isEmpty() ? "all" : String.join(" ", named);
    }

    private static List<Line> differing(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Line> lines = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                lines.add(new Line(name, shortened(before.get(name)), shortened(after.get(name))));
            }
        }
        return lines;
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= 900 ? text : text.substring(0, 900) + " …";
    }
}
