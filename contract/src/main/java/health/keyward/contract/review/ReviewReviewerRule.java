package health.keyward.contract.review;

import org.jspecify.annotations.Nullable;

/**
 * Whom to ask.
 *
 * @param userId for {@code NAMED} only
 * @param expression for {@code EXPRESSION} only: {@code person.ATTRIBUTE}, or {@code ATTRIBUTE = person.ATTRIBUTE}
 */
public record ReviewReviewerRule(
        ReviewReviewerKind kind,
        @Nullable String userId,
        @Nullable String expression) {}
