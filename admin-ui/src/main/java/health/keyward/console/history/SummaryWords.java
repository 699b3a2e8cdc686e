package health.keyward.console.history;

import health.keyward.console.base.TimeRange;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.history.Summary;

/** The sentence over a list of attempts, with stars around its numbers. */
public final class SummaryWords {
    private static final long CAP = 1_000;

    private SummaryWords() {}

    public static String sentence(Summary summary, TimeRange time, Times times) {
        return Words.say(
                "summary.sentence",
                number(summary.success(), summary),
                number(summary.failed(), summary),
                number(summary.denied(), summary),
                number(summary.people(), summary),
                range(time, times));
    }

    /** Empty while failures run as usual. */
    public static String warning(Summary summary, Times times) {
        return summary.failuresRoseAt() == null
                ? ""
                : Words.say("summary.rising", times.clock(summary.failuresRoseAt()));
    }

    /** {@code 1,000+} where counting stopped. */
    public static String number(long count, Summary summary) {
        var text = String.format(Words.locale(), "%,d", count);
        return summary.capped() && count >= CAP ? text + "+" : text;
    }

    /** Everything the summary counted. */
    static String all(Summary summary) {
        long sum = summary.success() + summary.failed() + summary.denied() + summary.signOuts();
        return number(summary.capped() ? CAP : sum, summary);
    }

    public static String range(TimeRange time, Times times) {
        return switch (time) {
            case TimeRange.Last last -> Words.say("range." + last.name());
            case TimeRange.Between between ->
                between.to() == null
                        ? Words.say("range.since", times.brief(between.from()))
                        : Words.say("range.between", times.brief(between.from()), times.brief(between.to()));
        };
    }
}
