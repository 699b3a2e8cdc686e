package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAct;
import health.keyward.contract.inactivity.InactivityHeld;
import health.keyward.contract.inactivity.InactivityItemState;
import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.contract.inactivity.InactivityRunKind;
import health.keyward.contract.inactivity.InactivityRunPerson;
import health.keyward.contract.inactivity.InactivityRunState;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Runs and their lines in words. */
final class RunWords {
    private RunWords() {}

    static String icon(InactivityRunState state) {
        return switch (state) {
            case OPEN -> "clock";
            case HALTED -> "flag";
            case DONE -> "ok";
            case CANCELLED -> "undone";
        };
    }

    static String tone(InactivityRunState state) {
        return switch (state) {
            case OPEN -> "UNDONE";
            case HALTED -> "FAILED";
            case DONE -> "SUCCESS";
            case CANCELLED -> "DENIED";
        };
    }

    static String icon(InactivityItemState state) {
        return switch (state) {
            case PENDING -> "clock";
            case DONE -> "ok";
            case FAILED -> "failed";
            case SKIPPED -> "undone";
        };
    }

    static String tone(InactivityItemState state) {
        return switch (state) {
            case PENDING -> "UNDONE";
            case DONE -> "SUCCESS";
            case FAILED -> "FAILED";
            case SKIPPED -> "DENIED";
        };
    }

    /** What was seen afterwards, or what was held back and why; empty when nothing is said. */
    static String seen(InactivityRunPerson line) {
        var said = line.detail() == null ? "" : line.detail();
        var held = said.split(" ");
        return line.act() == InactivityAct.HOLD
                        && held.length == 2
                        && known(held[0], InactivityAct.class)
                        && known(held[1], InactivityHeld.class)
                ? Words.of(InactivityAct.valueOf(held[0])) + ": " + Words.of(InactivityHeld.valueOf(held[1]))
                : said;
    }

    private static <E extends Enum<E>> boolean known(String name, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .anyMatch(word -> word.name().equals(name));
    }

    static Span marked(InactivityRunState state) {
        var mark = new Span(Icons.of(icon(state)), new Span(Words.of(state)));
        mark.addClassNames("kw-outcome", tone(state));
        return mark;
    }

    /** People by what was done, in one line; what did not simply get done says how it ended. A dry run does nothing. */
    static String counts(InactivityRun run) {
        return run.counts().isEmpty()
                ? Words.say("dormant.run.nobody")
                : run.counts().stream()
                        .map(one -> count(one, run.kind() == InactivityRunKind.DRY))
                        .collect(Collectors.joining(", "));
    }

    private static String count(InactivityRun.Count one, boolean dry) {
        var said = Words.of(one.act()) + " " + String.format(Words.locale(), "%,d", one.people());
        return dry || one.state() == InactivityItemState.DONE
                ? said
                : said + " (" + Words.of(one.state()).toLowerCase(Words.locale()) + ")";
    }
}
