package health.keyward.abac.core.access;

import health.keyward.abac.Decisions;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import health.keyward.abac.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Decides as told, and remembers what was asked. */
final class PlayedDecisions implements Decisions {
    final List<Question> asked = new ArrayList<>();
    private final Function<Question, Verdict> policy;

    private PlayedDecisions(Function<Question, Verdict> policy) {
        this.policy = policy;
    }

    static PlayedDecisions of(Function<Question, Verdict> policy) {
        return new PlayedDecisions(policy);
    }

    @Override
    public Verdict decide(Question question) {
        asked.add(question);
        return policy.apply(question);
    }

    static Verdict permit() {
        return new Verdict.Permit(told("ok"), List.of());
    }

    static Verdict deny() {
        return new Verdict.Deny(told("app.no"));
    }

    static Verdict.Told told(String code) {
        return new Verdict.Told("0".repeat(32), Instant.EPOCH, "r1", "embedded", 10, List.of(Reason.of(code)));
    }
}
