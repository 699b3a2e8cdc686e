package health.keyward.keycloak;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.time.Instant;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A call of the admin API after every check has passed. Having one is the right to answer.
 *
 * @param roles those the way in was opened for and that the caller holds; {@code system-admin}, or what a room lets in beside
 * @param acr name of the level the person's session has reached
 * @param authenticatedAt when that level was reached
 */
public record AdminCall(
        KeycloakSession session,
        RealmModel realm,
        UserModel user,
        Set<String> roles,
        Actor actor,
        String acr,
        Instant authenticatedAt,
        Reads reads,
        Guard guard) {
    public AdminCall {
        roles = Set.copyOf(roles);
    }

    public boolean systemAdmin() {
        return roles.contains(AdminGate.SYSTEM_ADMIN);
    }

    public RealmId realmId() {
        return new RealmId(realm.getId());
    }

    /** @throws ProblemException 400 when the address has a query; for operations that take no parameter */
    public AdminCall withoutParameters() {
        if (!session.getContext().getUri().getQueryParameters().isEmpty()) {
            throw Problems.badRequest("unknown-parameter", "There are no parameters here.");
        }
        return this;
    }

    /** Records that the answer to a question is about to be handed out. Call it before any data leaves (LH-3). */
    public void looked(String what, String question) {
        looking(what, question).await();
    }

    /** Begins to record the same, so that the answer can be read meanwhile. Nothing may be handed out before it has been awaited. */
    public Look looking(String what, String question) {
        return reads.looking(realmId(), actor, what, question);
    }

    /** A look that is being recorded. */
    @FunctionalInterface
    public interface Look {
        /** @throws RuntimeException if it cannot be recorded; then nothing may be handed out */
        void await();
    }

    /**
     * Goes on only when the session has just shown a second factor, or more where a rule of the step-up map says so. For what cannot be undone and what
     * weakens the guard of others; first line of the operation.
     *
     * @param operation a word of its own; rules know it as {@code admin:<operation>}
     * @throws ProblemException 401 that says which sign-in would do (RFC 9470)
     */
    public AdminCall needsFresh(String operation) {
        guard.check(this, operation, Demand.FRESH);
        return this;
    }

    /** The same for an operation that asks for no more than the way in, unless a rule of the step-up map says so. */
    public AdminCall needs(String operation) {
        guard.check(this, operation, Demand.ENTRY);
        return this;
    }

    /** What holds an operation until its caller has shown enough. */
    @FunctionalInterface
    public interface Guard {
        /** @throws ProblemException 401 unless that was shown */
        void check(AdminCall call, String operation, Demand least);
    }

    /** Where looks are written; the audit room's ledger. */
    @FunctionalInterface
    public interface Reads {
        Look looking(RealmId realm, Actor actor, String what, String question);
    }
}
