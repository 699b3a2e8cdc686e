package health.keyward.abac.access;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language of texts for people: English, unless the asker's {@code Accept-Language} prefers Spanish. */
final class Languages {
    static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final List<Locale> KNOWN = List.of(Locale.ENGLISH, SPANISH);
    private static final int LONGEST = 200;

    private Languages() {}

    static Locale of(@Nullable String accepted) {
        if (accepted == null || accepted.length() > LONGEST) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(accepted), KNOWN);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }
}
