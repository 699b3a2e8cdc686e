package health.keyward.keycloak;

import health.keyward.contract.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Ends a call with a problem. */
public final class ProblemException extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.title(), answer(problem));
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public static Response answer(Problem problem) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type("application/problem+json")
                .header("Cache-Control", "no-store")
                .entity(Wire.text(problem));
        if (problem.status() == 401) {
            answer.header(
                    "WWW-Authenticate",
                    problem.error() == null
                            ? "Bearer"
                            : "Bearer error=\"" + problem.error() + "\", acr_values=\"" + problem.acr_values()
                                    + "\", max_age=\"" + problem.max_age() + "\"");
        }
        return answer.build();
    }
}
