package health.keyward.example.oidc;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in the decision point asked for, and the page to come back to. Made by this app from what the decision point said, never from a request.
 *
 * @param acrValues empty for the app's usual level
 * @param maxAge seconds; negative when any age will do
 * @param action what Keycloak is to do on the way ({@code kc_action}); empty for nothing
 */
record StepUpWish(String subject, String page, String acrValues, long maxAge, String action) implements Serializable {
    private static final String ATTRIBUTE = StepUpWish.class.getName();

    static StepUpWish level(String subject, String page, String acrValues, long maxAge) {
        return new StepUpWish(subject, page, acrValues, maxAge, "");
    }

    /** Emergency access to one patient. */
    static StepUpWish emergency(String subject, String page, String patient) {
        return new StepUpWish(subject, page, "", -1, "keyward-break-glass:" + patient);
    }

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
