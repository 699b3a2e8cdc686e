package health.keyward.keycloak;

import health.keyward.contract.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Every error the admin API answers with, in one place (RFC 9457). */
public final class Problems {
    private static final String TYPE = "urn:keyward:problem:";

    private Problems() {}

    public static ProblemException badRequest(String code, String detail) {
        return problem(code, "The request cannot be understood", 400, detail);
    }

    public static ProblemException notFound(String detail) {
        return problem("not-found", "There is no such thing here", 404, detail);
    }

    public static ProblemException conflict(String code, String detail) {
        return problem(code, "The request does not fit what is stored", 409, detail);
    }

    /** Says nothing about why: the reason is in the log, not in the answer. */
    public static ProblemException forbidden() {
        return problem(
                "forbidden",
                "This is for system administrators",
                403,
                "You may not use this. The attempt was recorded. Ask a system administrator if you need it for your"
                        + " work.");
    }

    public static ProblemException unauthenticated() {
        return problem("unauthenticated", "Sign in first", 401, "Send a valid access token of this realm.");
    }

    /** RFC 9470: a fresh sign-in at that level would help. */
    public static ProblemException insufficientUserAuthentication(String acr, Duration maxAge) {
        boolean secondFactor = AdminGate.SECOND_FACTOR.equals(acr);
        return new ProblemException(new Problem(
                TYPE + "insufficient-user-authentication",
                secondFactor ? "A second factor is needed" : "A stronger sign-in is needed",
                401,
                secondFactor
                        ? "Sign in again with your second factor, then repeat this."
                        : "Sign in again at the level " + acr + ", then repeat this.",
                "insufficient_user_authentication",
                acr,
                Math.toIntExact(maxAge.toSeconds())));
    }

    /** RFC 9470: the level is there, by the credential of the sign-in alone. An age of zero makes the sign-in ask again, whatever the session holds. */
    public static ProblemException anotherFactor(String acr) {
        return new ProblemException(new Problem(
                TYPE + "insufficient-user-authentication",
                "Another factor is needed",
                401,
                "Sign in again and show another factor than the one you signed in with, then repeat this.",
                "insufficient_user_authentication",
                acr,
                0));
    }

    public static ProblemException unavailable(String code, String detail) {
        return problem(code, "This does not work right now", 503, detail);
    }

    public static ProblemException problem(String code, String title, int status, String detail) {
        return new ProblemException(problemOf(code, title, status, detail, null));
    }

    static Problem problemOf(String code, String title, int status, String detail, @Nullable String error) {
        return new Problem(TYPE + code, title, status, detail, error, null, null);
    }
}
