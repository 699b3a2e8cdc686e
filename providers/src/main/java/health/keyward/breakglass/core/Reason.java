package health.keyward.breakglass.core;

import java.util.List;
import java.util.Map;

/**
 * Why somebody may break the glass, as one row of the realm's list (BG-6).
 *
 * @param code upper case with underscores, for example {@code EMERGENCY_TREATMENT}; never reused for something else
 * @param purpose HL7 v3 ActReason that apps are told: {@code BTG} or {@code ETREAT}
 * @param texts what a person reads, by language ({@code en}, {@code es})
 * @param minutes longest time it gives, 5 to 240
 * @param textDemanded whether the person has to say more
 * @param dataClasses what it may be used for; empty for all
 */
public record Reason(
        String code,
        String purpose,
        Map<String, String> texts,
        int minutes,
        boolean textDemanded,
        List<String> dataClasses) {
    /** The one that says nothing by itself: it always asks for words. */
    public static final String OTHER = "OTHER";

    public Reason {
        texts = Map.copyOf(texts);
        dataClasses = List.copyOf(dataClasses);
    }

    /** In the reader's language, in English where the list has no words in it. */
    public String text(String language) {
        return texts.getOrDefault(language, texts.getOrDefault("en", code));
    }

    boolean covers(String dataClass) {
        return dataClasses.isEmpty() || dataClasses.contains(dataClass);
    }
}
