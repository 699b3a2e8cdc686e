package health.keyward.audit.core;

import health.keyward.audit.Recorded.FieldChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as one JSON object on one line. The schema is in {@code docs/exports.md}; members are only ever added, and {@code v} counts what breaks it. */
public final class JsonLine {
    private static final int VERSION = 1;

    private JsonLine() {}

    /** Without the line's end. */
    public static String of(Told told) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("v", VERSION);
        line.put("seq", told.seq());
        line.put("seqAt", told.seqAt().toString());
        line.put("id", some(told.id()));
        line.put("at", told.at().toString());
        line.put("realm", some(told.realmId()));
        line.put("kind", told.kind().word());
        line.put("type", told.type());
        line.put("outcome", told.success() ? "success" : "failure");
        line.put("reason", told.failure());
        line.put("actor", who(told.actor()));
        line.put("target", who(told.target()));
        line.put("client", told.via().clientId());
        line.put("protocol", told.via().protocol());
        line.put("session", told.via().sessionId());
        line.put("address", told.via().address());
        line.put("userAgent", told.via().userAgent());
        line.put("changes", told.changes().isEmpty() ? null : changes(told.changes()));
        line.put("facts", told.facts().isEmpty() ? null : told.facts());
        return JsonText.of(line);
    }

    private static List<?> changes(List<FieldChange> changes) {
        return changes.stream()
                .map(f -> {
                    Map<String, @Nullable Object> field = new LinkedHashMap<>();
                    field.put("thing", f.thing());
                    field.put("thingId", f.thingId());
                    field.put("name", f.name());
                    field.put("before", f.before());
                    field.put("after", f.after());
                    return field;
                })
                .toList();
    }

    private static @Nullable Object who(Told.Who who) {
        if (who.id() == null && who.name() == null) {
            return null;
        }
        Map<String, @Nullable Object> person = new LinkedHashMap<>();
        person.put("id", who.id());
        person.put("name", who.name());
        return person;
    }

    private static @Nullable String some(String text) {
        return text.isEmpty() ? null : text;
    }
}
