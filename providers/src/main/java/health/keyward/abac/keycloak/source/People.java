package health.keyward.abac.keycloak.source;

import health.keyward.abac.Question;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Finds whom and what a question is about, in Keycloak's caches where they are. */
record People(KeycloakSession session) {
    /** The person, or the account of the service. */
    Optional<UserModel> subject(Question question) {
        return realm(question)
                .map(realm ->
                        session.users().getUserById(realm, question.subject().id()));
    }

    Optional<ClientModel> app(Question question, String clientId) {
        return realm(question).map(realm -> realm.getClientByClientId(clientId));
    }

    Optional<RealmModel> realm(Question question) {
        return Optional.ofNullable(session.realms().getRealm(question.realm().value()));
    }
}
