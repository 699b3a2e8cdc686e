package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.Achievements;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** From the proofs noted on a session. */
record SessionAchievements(KeycloakSession session) implements Achievements {
    @Override
    public Optional<Achieved> achieved(RealmId realmId, String id, String person) {
        RealmModel realm = session.realms().getRealm(realmId.value());
        return Optional.ofNullable(realm)
                .map(of -> session.sessions().getUserSession(of, id))
                .filter(found -> found.getUser().getId().equals(person))
                .map(found -> SignInProofs.of(found).achieved(Instant.ofEpochSecond(found.getStarted())));
    }
}
