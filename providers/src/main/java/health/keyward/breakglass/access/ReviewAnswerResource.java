package health.keyward.breakglass.access;

import health.keyward.breakglass.core.Cases;
import health.keyward.breakglass.core.ReviewAnswer;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.breakglass.keycloak.SessionCases;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * {@code /realms/{realm}/keyward/v1/break-glass-reviews}: what reviewers ask a person about emergency access of theirs, and the person's answer (BG-14). With
 * an access token of that person, in a session that nobody else sits in.
 */
public final class ReviewAnswerResource {
    private final KeycloakSession session;
    private final SessionCases cases;

    public ReviewAnswerResource(KeycloakSession session, SessionCases cases) {
        this.session = session;
        this.cases = cases;
    }

    /** A question that waits for an answer. */
    public record Waiting(String grant, String question, Instant asked, Instant due) {}

    @GET
    public Response waiting() {
        AuthenticationManager.AuthResult auth = person();
        RealmId realm = new RealmId(session.getContext().getRealm().getId());
        List<Waiting> waiting = cases.asked(realm, new UserId(auth.user().getId())).stream()
                .map(this::waiting)
                .toList();
        return Wire.json(waiting);
    }

    @POST
    @Path("{id}/answer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(@PathParam("id") String id, @FormParam("answer") @Nullable String given) {
        AuthenticationManager.AuthResult auth = person();
        RealmModel realm = session.getContext().getRealm();
        ReviewAnswer answer = ReviewAnswer.of(given)
                .orElseThrow(() -> Problems.badRequest(
                        "bad-answer",
                        "An answer has " + ReviewAnswer.SHORTEST + " to " + Cases.LONGEST_WORDS + " characters."));
        UserId self = new UserId(auth.user().getId());
        Actor by = new Actor(
                realm.getId(),
                self.value(),
                auth.user().getUsername(),
                auth.client() == null ? null : auth.client().getClientId(),
                auth.session() == null ? null : auth.session().getId(),
                session.getContext().getConnection() == null
                        ? null
                        : session.getContext().getConnection().getRemoteAddr());
        return switch (cases.answer(new RealmId(realm.getId()), id, answer.words(), self, by)) {
            case Cases.Outcome.Done done -> Response.noContent().build();
            case Cases.Outcome.OutOfTurn no ->
                throw Problems.conflict("no-question", "Nobody is waiting for an answer of yours here.");
            case Cases.Outcome.Unknown no -> throw none();
            case Cases.Outcome.Hindered no -> throw none();
            case Cases.Outcome.NoReviewer no -> throw none();
            case Cases.Outcome.Refused no -> throw none();
        };
    }

    private Waiting waiting(ReviewCase reviewed) {
        ReviewCase.Word last = cases.contents(reviewed).words().getLast();
        return new Waiting(reviewed.id(), last.words(), last.at(), reviewed.due());
    }

    private AuthenticationManager.AuthResult person() {
        AuthenticationManager.AuthResult auth;
        try {
            auth = new AppAuthManager.BearerTokenAuthenticator(session)
                    .setRealm(session.getContext().getRealm())
                    .authenticate();
        } catch (NotAuthorizedException e) {
            auth = null;
        }
        if (auth == null
                || auth.session() == null
                || auth.session().getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null) {
            throw Problems.problem(
                    "unauthenticated",
                    "Who answers is not known",
                    401,
                    "Send an access token of the person who was asked.");
        }
        return auth;
    }

    /** The same for what is not there and for what is somebody else's, so that ids cannot be guessed. */
    private static RuntimeException none() {
        return Problems.notFound("There is no such question to you.");
    }
}
