package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.contract.Problem;
import health.keyward.kernel.Actor;
import health.keyward.keycloak.ProblemException;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * Stands around Keycloak's own admin API: closes what shows sign-ins and failures to everybody but system administrators (LH-2), notes calls that may
 * change something, and records every refusal. Sees each request and each answer of the server, so that it does little.
 */
@Provider
public class AdminFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final MediaType PROBLEM = MediaType.valueOf("application/problem+json");
    private static final Problem FULL = new Problem(
            "urn:keyward:problem:spool-full",
            "Too many records are waiting",
            503,
            "The database takes no records, and too many wait on this server's disk. Nothing may be changed until they"
                    + " are in the database.",
            null,
            null,
            null);
    private static final Problem WITHHELD = new Problem(
            "urn:keyward:problem:record-lost",
            "The attempt could not be recorded",
            500,
            "Nothing was done. Try again; if it happens again, tell your system administrator.",
            null,
            null,
            null);

    @Override
    public void filter(ContainerRequestContext request) {
        AdminPath path = AdminPath.of(request.getUriInfo().getPath());
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (session != null
                && path == null
                && mayEndSession(request.getUriInfo().getPath())) {
            Witness.of(session);
        }
        if (path == null || session == null) {
            return;
        }
        if (path.showsAttempts() && !Admission.isSystemAdmin(session, path.realmName())) {
            request.abortWith(ProblemException.answer(Problems.forbidden().problem()));
            return;
        }
        if (!READING.contains(request.getMethod())) {
            if (AuditRoomFactory.of(session)
                    .scribe(session.getKeycloakSessionFactory())
                    .spool()
                    .full()) {
                request.abortWith(ProblemException.answer(FULL));
                return;
            }
            Witness.of(session)
                    .begins(new AdminRequest(
                            AuditRoomFactory.CLOCK.instant(), request.getMethod(), path.realmName(), path.below()));
        }
    }

    /** There the witness must be enlisted before the sessions are, or their rows are gone when it asks what a sign-out reached (SD-3). */
    private static boolean mayEndSession(String path) {
        return path.contains("/logout") || path.endsWith("/protocol/saml");
    }

    /** Runs before Keycloak's own filter commits, so that an answer can still be withheld. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        AdminPath path = AdminPath.of(request.getUriInfo().getPath());
        if (session == null) {
            return;
        }
        Optional<Witness> witness = Witness.ifAny(session);
        if (witness.isPresent()) {
            if (response.getStatus() < 400
                    && witness.get().announcedSuccess()
                    && session.getTransactionManager().getRollbackOnly()) {
                withhold(response);
            }
            witness.get().answers(response.getStatus());
        }
        if (path == null) {
            return;
        }
        if (path.listsPeople()) {
            BruteForceFields.leave(response);
        }
        if (response.getStatus() == 401 || response.getStatus() == 403) {
            if (path.isKeyward()) {
                inWords(response);
            }
            if (witness.isPresent() && witness.get().refused()) {
                return;
            }
            record(session, path, request, response.getStatus());
        }
    }

    /** Keycloak refuses a missing token before our code runs; its answer is made a problem like all others of this API. */
    private static void inWords(ContainerResponseContext response) {
        if (PROBLEM.isCompatible(response.getMediaType())) {
            return;
        }
        Problem problem = (response.getStatus() == 401 ? Problems.unauthenticated() : Problems.forbidden()).problem();
        response.setEntity(Wire.text(problem), null, PROBLEM);
    }

    private static void withhold(ContainerResponseContext response) {
        response.setStatus(500);
        response.getHeaders().remove("Location");
        response.getHeaders().remove("Set-Cookie");
        response.setEntity(Wire.text(WITHHELD), null, PROBLEM);
    }

    private static void record(KeycloakSession session, AdminPath path, ContainerRequestContext request, int status) {
        Actor actor = Callers.call(session, true).actor();
        String agent = request.getHeaderString("User-Agent");
        Recorded refusal = KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(),
                fresh -> Refusals.answered(
                        fresh, path.realmName(), request.getMethod(), path.below(), status, actor, cut(agent)));
        AuditRoomFactory.of(session).evenWithoutDatabase(session, List.of(refusal));
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= 512 ? text : text.substring(0, 512);
    }
}
