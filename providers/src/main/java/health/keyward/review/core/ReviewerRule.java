package health.keyward.review.core;

import health.keyward.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask (AR-3).
 *
 * @param person for {@code NAMED} only
 * @param expression for {@code EXPRESSION} only
 */
public record ReviewerRule(
        Kind kind, @Nullable UserId person, @Nullable Expression expression) {
    /** Who that is. */
    public enum Kind {
        MANAGER,
        APP_OWNER,
        ROLE_OWNER,
        NAMED,
        EXPRESSION
    }

    public ReviewerRule {
        if ((kind == Kind.NAMED) != (person != null)) {
            throw new IllegalArgumentException("somebody is named by NAMED, and only there");
        }
        if ((kind == Kind.EXPRESSION) != (expression != null)) {
            throw new IllegalArgumentException("an expression stands with EXPRESSION, and only there");
        }
    }

    public static ReviewerRule named(UserId person) {
        return new ReviewerRule(Kind.NAMED, person, null);
    }

    public static ReviewerRule manager() {
        return new ReviewerRule(Kind.MANAGER, null, null);
    }

    public static ReviewerRule by(String expression) {
        return new ReviewerRule(Kind.EXPRESSION, null, Expression.of(expression));
    }
}
