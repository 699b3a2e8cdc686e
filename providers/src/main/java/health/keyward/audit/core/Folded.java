package health.keyward.audit.core;

import health.keyward.audit.Recorded.FieldChange;
import health.keyward.audit.Touch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The touches of one transaction as a list of changed fields: a row that was inserted and then updated counts once, a field that ended as it began
 * does not count; a list beyond any change a person makes is cut and says how many fields it left out.
 */
public final class Folded {
    public static final int MOST_FIELDS = 10_000;

    private Folded() {}

    public static List<FieldChange> fields(List<Touch> touches) {
        Map<String, FieldChange> folded = new LinkedHashMap<>();
        for (Touch touch : touches) {
            for (FieldChange field : touch.fields()) {
                folded.merge(
                        field.thing() + '\u0000' + field.thingId() + '\u0000' + field.name(),
                        field,
                        (first, then) -> new FieldChange(
                                first.thing(), first.thingId(), first.name(), first.before(), then.after()));
            }
        }
        List<FieldChange> changed = new ArrayList<>();
        int leftOut = 0;
        for (FieldChange field : folded.values()) {
            boolean same = Objects.equals(field.before(), field.after());
            if (same && !Masks.MARKER.equals(field.after())) {
                continue;
            }
            if (changed.size() < MOST_FIELDS) {
                changed.add(field);
            } else {
                leftOut++;
            }
        }
        if (leftOut > 0) {
            changed.add(new FieldChange("Fields", null, "left out", null, Integer.toString(leftOut)));
        }
        return changed;
    }
}
