package health.keyward.history.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change with what it changed. */
public record AlterationDetail(
        Alteration row, List<Field> fields, @Nullable String sessionId, String boot, long nseq) {
    /** One field, before and after. */
    public record Field(
            String thing,
            @Nullable String thingId,
            String name,
            @Nullable String before,
            @Nullable String after) {}
}
