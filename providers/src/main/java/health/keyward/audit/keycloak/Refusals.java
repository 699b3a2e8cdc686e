package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.audit.Veto;
import health.keyward.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Calls that were refused, as rows. */
final class Refusals {
    private Refusals() {}

    static Recorded.Refusal answered(
            KeycloakSession fresh,
            String realmName,
            String method,
            String path,
            int status,
            Actor actor,
            @Nullable String userAgent) {
        RealmModel realm = fresh.realms().getRealmByName(realmName);
        return new Recorded.Refusal(
                Witness.freshId(),
                AuditRoomFactory.CLOCK.instant(),
                realm == null ? "" : realm.getId(),
                realmName,
                method,
                path,
                status,
                actor,
                userAgent);
    }

    /** A transaction that a rule undid. */
    static Recorded.Refusal veto(KeycloakSession session, @Nullable AdminRequest request, Veto.Call call, String why) {
        RealmModel realm = session.getContext().getRealm();
        return new Recorded.Refusal(
                Witness.freshId(),
                AuditRoomFactory.CLOCK.instant(),
                realm == null ? "" : realm.getId(),
                realm == null ? "" : realm.getName(),
                request == null ? "MODEL" : request.method(),
                request == null ? why : request.target(),
                403,
                call.actor(),
                null);
    }
}
