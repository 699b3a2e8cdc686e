package health.keyward.contract.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody may break the glass.
 *
 * @param code 2 to 40 capital letters, digits and underscores
 * @param purpose HL7 v3 ActReason: {@code BTG} or {@code ETREAT}
 * @param en what people read in English
 * @param es what people read in Spanish
 * @param minutes longest time it gives, 5 to 240
 * @param textDemanded whether 15 characters of text are demanded; for OTHER they always are
 * @param dataClasses what it may be used for; empty for all
 */
public record BreakGlassReason(
        @Nullable String code,
        @Nullable String purpose,
        @Nullable String en,
        @Nullable String es,
        int minutes,
        boolean textDemanded,
        @Nullable List<String> dataClasses) {}
