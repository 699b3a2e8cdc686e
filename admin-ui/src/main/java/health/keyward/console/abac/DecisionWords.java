package health.keyward.console.abac;

import health.keyward.console.base.TimeRange;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.history.SummaryWords;
import health.keyward.contract.abac.DecisionRow;
import health.keyward.contract.abac.DecisionSummary;
import health.keyward.contract.history.Histogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decisions in words, the same in the list, the drawer and a person's timeline. */
public final class DecisionWords {
    private static final int MOST_BARS = 400;

    private DecisionWords() {}

    static String sentence(DecisionSummary summary, TimeRange time, Times times) {
        return Words.say(
                "decisions.sentence",
                number(summary.total()),
                number(summary.permits()),
                number(summary.stepUps()),
                number(summary.offers() + summary.denies()),
                SummaryWords.range(time, times));
    }

    static String number(long count) {
        return String.format(Words.locale(), "%,d", count);
    }

    /** With the buckets that nothing fell into, so that a bar stands where its time is. */
    static Histogram bars(DecisionSummary summary) {
        long step = summary.stepSeconds();
        Map<Instant, DecisionSummary.Bucket> known =
                summary.buckets().stream().collect(Collectors.toMap(DecisionSummary.Bucket::at, Function.identity()));
        List<Histogram.Bucket> bars = new ArrayList<>();
        long first = Math.floorDiv(summary.from().getEpochSecond() - ANCHOR, step) * step + ANCHOR;
        for (long at = first; at < summary.to().getEpochSecond() && bars.size() < MOST_BARS; at += step) {
            Instant start = Instant.ofEpochSecond(at);
            var one = known.get(start);
            bars.add(
                    one == null
                            ? new Histogram.Bucket(start, 0, 0, 0)
                            : new Histogram.Bucket(start, one.permits(), one.offers() + one.denies(), one.stepUps()));
        }
        return new Histogram(Math.toIntExact(step), bars);
    }

    /** 2001-01-01, from which the API counts its buckets. */
    private static final long ANCHOR = 978_307_200;

    public static String effect(String effect) {
        return DecisionsFilter.EFFECTS.contains(effect) ? Words.say("effect." + effect) : effect;
    }

    static String point(String point) {
        return DecisionsFilter.POINTS.contains(point) ? Words.say("point." + point) : point;
    }

    static String who(DecisionRow row) {
        if (row.person() != null) {
            return row.person();
        }
        return row.personId() != null ? row.personId() : Words.say("decisions.nobody");
    }

    public static String icon(String effect) {
        return switch (effect) {
            case "PERMIT" -> "ok";
            case "STEP_UP" -> "key";
            case "OFFER_BREAK_GLASS" -> "failed";
            default -> "denied";
        };
    }

    /** Class that gives the colour. */
    public static String tone(String effect) {
        return switch (effect) {
            case "PERMIT" -> "SUCCESS";
            case "STEP_UP" -> "UNDONE";
            default -> "FAILED";
        };
    }
}
