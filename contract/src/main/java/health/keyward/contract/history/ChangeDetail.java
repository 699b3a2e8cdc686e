package health.keyward.contract.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change with what it changed, before and after. Credentials and secrets appear as a marker, never as a value. */
public record ChangeDetail(
        ChangeRow row, List<Field> fields, @Nullable String sessionId, long entry, String node) {
    /** @param thing kind of record that changed, for example {@code User} or {@code Client attribute} */
    public record Field(
            String thing,
            @Nullable String thingId,
            String name,
            @Nullable String before,
            @Nullable String after) {}
}
