package health.keyward.console.breakglass;

import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassCase;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reviews in words. */
final class CaseWords {
    private CaseWords() {}

    /** A word of the API in the reader's language. */
    static String of(String kind, String word) {
        return Words.say("cases." + kind + "." + word.toLowerCase(Locale.ROOT));
    }

    static String all(String kind, List<String> words) {
        return words.stream().map(word -> of(kind, word)).collect(Collectors.joining(", "));
    }

    static String state(BreakGlassCase one) {
        if (one.disposition() != null) {
            return of("disposition", one.disposition());
        }
        return one.running() ? Words.say("cases.running") : of("state", one.state());
    }

    static String tone(BreakGlassCase one) {
        if (one.overdue() || "INAPPROPRIATE".equals(one.disposition()) || "INCIDENT".equals(one.disposition())) {
            return "FAILED";
        }
        return one.disposition() == null ? "UNDONE" : "SUCCESS";
    }

    static String icon(BreakGlassCase one) {
        if (one.overdue()) {
            return "clock";
        }
        return one.disposition() == null ? "undone" : tone(one).equals("SUCCESS") ? "ok" : "failed";
    }

    /** What speaks against it first; blank usage stands out. */
    static String signs(BreakGlassCase one) {
        String flags = all("fact", one.flags());
        String good = all("fact", one.corroborated());
        String blank = one.used() == 0 && !one.running() ? Words.say("cases.blank") : "";
        return List.of(blank, flags, good).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
