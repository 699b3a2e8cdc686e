package health.keyward.console.changes;

import health.keyward.console.base.Words;
import health.keyward.contract.history.ChangeRow;
import java.util.Locale;
import java.util.Objects;

/** One change in words, the same in the list, the drawer and the timeline. */
public final class ChangeWords {
    private ChangeWords() {}

    /** Area in words: {@code REALM_ROLE_MAPPING} reads "Realm role mapping". */
    public static String area(String area) {
        if (area.isEmpty()) {
            return area;
        }
        var words = area.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    public static String operation(String operation) {
        return ChangeFilter.OPERATIONS.contains(operation) ? Words.say("operation." + operation) : operation;
    }

    public static String source(String source) {
        return ChangeFilter.SOURCES.contains(source) ? Words.say("source." + source) : source;
    }

    public static String actor(ChangeRow row) {
        if (row.actor() != null) {
            return row.actor();
        }
        return row.actorId() != null ? row.actorId() : Words.say("change.system");
    }

    public static String target(ChangeRow row) {
        var target = Objects.requireNonNullElse(row.targetPerson(), row.target());
        return target.isBlank() ? area(row.area()) : target;
    }

    public static String icon(String operation) {
        return switch (operation) {
            case "CREATE" -> "plus";
            case "DELETE" -> "close";
            case "ACTION" -> "flag";
            default -> "changes";
        };
    }
}
