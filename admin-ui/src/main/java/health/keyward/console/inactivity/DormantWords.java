package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAccount;
import health.keyward.contract.inactivity.InactivityStep;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Accounts and steps in words. */
final class DormantWords {
    private static final Pattern TOO_MANY = Pattern.compile("TOO_MANY (\\d+) of (\\d+), at most (\\d+)");
    private static final Pattern UNIT = Pattern.compile("WHOLE_UNIT (.+)");
    private static final Pattern ON_CALL = Pattern.compile("ON_CALL (\\d+)");
    private static final Pattern CLOCK = Pattern.compile("CLOCK no run for (\\d+) days");

    private DormantWords() {}

    static String person(InactivityAccount one) {
        return one.name() == null ? one.username() : one.name();
    }

    /** What comes next, and when; empty when nothing does. */
    static String next(InactivityAccount one, Times times, Instant now) {
        var act = one.next();
        var at = one.nextAt();
        return act == null || at == null
                ? ""
                : Words.of(act) + " · " + (at.isAfter(now) ? times.dated(at) : Words.say("dormant.due"));
    }

    /** Icon and word. */
    static Span marked(InactivityStep step) {
        var mark = new Span(Icons.of(icon(step)), new Span(Words.of(step)));
        mark.addClassNames("kw-outcome", tone(step));
        return mark;
    }

    static String icon(InactivityStep step) {
        return switch (step) {
            case ACTIVE -> "ok";
            case WARNED, WARNED_AGAIN -> "bell";
            case GRACE -> "clock";
            case DISABLED -> "denied";
            case ARCHIVED -> "save";
            case DELETED -> "close";
        };
    }

    static String tone(InactivityStep step) {
        return switch (step) {
            case ACTIVE -> "SUCCESS";
            case WARNED, WARNED_AGAIN, GRACE -> "DENIED";
            case DISABLED -> "FAILED";
            case ARCHIVED, DELETED -> "UNDONE";
        };
    }

    /** Why the circuit breaker stopped a run, as the engine says it; what is not understood stays as it is. */
    static String halt(String said) {
        return Stream.of(
                        said(TOO_MANY.matcher(said), "dormant.halt.many"),
                        said(UNIT.matcher(said), "dormant.halt.unit"),
                        said(ON_CALL.matcher(said), "dormant.halt.oncall"),
                        said(CLOCK.matcher(said), "dormant.halt.clock"))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(said);
    }

    private static String said(Matcher found, String key) {
        if (!found.matches()) {
            return "";
        }
        var values = new Object[found.groupCount()];
        for (int i = 0; i < values.length; i++) {
            var text = found.group(i + 1);
            values[i] = text.matches("\\d{1,9}") ? Integer.valueOf(text) : text;
        }
        return Words.say(key, values);
    }
}
