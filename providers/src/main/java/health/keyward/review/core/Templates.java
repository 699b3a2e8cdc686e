package health.keyward.review.core;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where a campaign may start from, by risk (AR-18). Its fallback reviewer is for whoever writes it to name. */
public final class Templates {
    private Templates() {}

    /** @param kinds reviewers of each stage, without the fallback */
    public record Template(
            String name,
            int everyDays,
            List<Part> stages,
            Truth truth,
            Map<Risk, NoAnswer> noAnswer,
            boolean bulkKeep) {}

    public record Part(int days, List<ReviewerRule.Kind> kinds, Advance advance, boolean blind) {}

    public static List<Template> all() {
        return List.of(
                new Template(
                        "privileged",
                        30,
                        List.of(
                                new Part(7, List.of(ReviewerRule.Kind.ROLE_OWNER), Advance.ALL, true),
                                new Part(7, List.of(ReviewerRule.Kind.MANAGER), Advance.NONE, true)),
                        Truth.ONE_DENY_DENIES,
                        noAnswer(NoAnswer.REVOKE, NoAnswer.REVOKE, NoAnswer.ESCALATE),
                        false),
                new Template(
                        "sensitive",
                        90,
                        List.of(
                                new Part(14, List.of(ReviewerRule.Kind.MANAGER), Advance.NONE, true),
                                new Part(
                                        7,
                                        List.of(ReviewerRule.Kind.APP_OWNER, ReviewerRule.Kind.ROLE_OWNER),
                                        Advance.NONE,
                                        false)),
                        Truth.ONE_DENY_DENIES,
                        noAnswer(NoAnswer.KEEP_AND_FLAG, NoAnswer.ESCALATE, NoAnswer.ESCALATE),
                        false),
                new Template(
                        "standard",
                        365,
                        List.of(new Part(21, List.of(ReviewerRule.Kind.MANAGER), Advance.NONE, false)),
                        Truth.ONE_DENY_DENIES,
                        noAnswer(NoAnswer.KEEP_AND_FLAG, NoAnswer.KEEP_AND_FLAG, NoAnswer.ESCALATE),
                        true));
    }

    private static Map<Risk, NoAnswer> noAnswer(NoAnswer low, NoAnswer elevated, NoAnswer high) {
        return new EnumMap<>(Map.of(Risk.LOW, low, Risk.ELEVATED, elevated, Risk.HIGH, high));
    }
}
