package health.keyward.example.oidc;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in the decision point asked for, and the page to come back to. Made by this app from what the decision point said, never from a request.
 *
 * @param maxAge seconds; negative when any age will do
 */
record StepUpWish(String subject, String page, String acrValues, long maxAge) implements Serializable {
    private static final String ATTRIBUTE = StepUpWish.class.getName();

    void keep(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    static Optional<StepUpWish> in(@Nullable HttpSession session) {
        return session == null ? Optional.empty() : Optional.ofNullable((StepUpWish) session.getAttribute(ATTRIBUTE));
    }

    static void drop(HttpSession session) {
        session.removeAttribute(ATTRIBUTE);
    }
}
