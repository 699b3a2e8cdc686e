package health.keyward.console.inactivity;

import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityPolicy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A policy in sentences. */
final class PolicyWords {
    private PolicyWords() {}

    static String whom(InactivityPolicy one) {
        var named = Stream.of(
                        one.accountType() == null ? "" : Words.say("dormant.whom.type", Words.of(one.accountType())),
                        named("dormant.whom.role", one.role()),
                        named("dormant.whom.group", one.group()),
                        named("dormant.whom.employment", one.employmentType()),
                        named("dormant.whom.federation", one.federation()))
                .filter(words -> !words.isEmpty())
                .toList();
        return named.isEmpty() ? Words.say("dormant.whom.all") : String.join("; ", named);
    }

    private static String named(String key, @Nullable String value) {
        return value == null ? "" : Words.say(key, value);
    }

    /** One sentence for each clock, then what follows disabling. */
    static List<String> chain(InactivityPolicy one) {
        return List.of(
                Words.say(
                        "dormant.chain.used",
                        one.used().warn(),
                        one.used().warnAgain(),
                        one.used().disable()),
                Words.say(
                        "dormant.chain.never",
                        one.neverUsed().warn(),
                        one.neverUsed().warnAgain(),
                        one.neverUsed().disable()),
                one.archiveAfter() == 0
                        ? Words.say("dormant.chain.stays")
                        : Words.say("dormant.chain.later", one.archiveAfter(), one.deleteAfter()));
    }

    /** What else counts; empty when nothing does. */
    static String also(InactivityPolicy one) {
        return Stream.of(
                        one.endDate() ? "dormant.also.end" : "",
                        one.violation() ? "dormant.also.violation" : "",
                        one.noManager() ? "dormant.also.manager" : "",
                        one.countNonInteractive() ? "dormant.also.other" : "")
                .filter(key -> !key.isEmpty())
                .map(Words::say)
                .collect(Collectors.joining(" "));
    }
}
