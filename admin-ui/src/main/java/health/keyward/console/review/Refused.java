package health.keyward.console.review;

import health.keyward.console.api.Answer;
import health.keyward.console.base.States;
import health.keyward.console.base.Words;
import health.keyward.contract.Problem;
import java.util.List;

/** Refusals of the room, in words that say what to do next. */
final class Refused {
    static final String NEEDS_REASON = "needs-reason";
    static final String CHANGED = "changed-meanwhile";

    private static final List<String> KNOWN = List.of(
            CHANGED,
            "out-of-turn",
            "hash-differs",
            "orphans",
            "must-open",
            "no-bulk-keep",
            NEEDS_REASON,
            "may-not-review",
            "too-many-hops",
            "not-owner",
            "own-items",
            "not-halted",
            "not-done",
            "directory-silent",
            "still-held",
            "one-small-plan");

    private Refused() {}

    static boolean is(Answer<?> answer, String code) {
        return switch (answer) {
            case Answer.Failed<?>(var problem) -> is(problem, code);
            case Answer.Forbidden<?>(var problem) -> is(problem, code);
            case Answer<?> other -> false;
        };
    }

    static String line(Answer<?> answer) {
        for (var code : KNOWN) {
            if (is(answer, code)) {
                return ReviewWords.code("refused", code);
            }
        }
        return answer instanceof Answer.Forbidden<?>(var problem)
                        && !problem.detail().isBlank()
                ? problem.detail()
                : answer instanceof Answer.Forbidden<?> ? Words.say("review.refused.other") : States.line(answer);
    }

    private static boolean is(Problem problem, String code) {
        return problem.type().endsWith(":" + code);
    }
}
