package health.keyward.stepup.keycloak;

import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.KeyCheck;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.Models;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.UriUtils;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** The checking is Keycloak's: origin, relying party, challenge, signature and counter. Beyond it: only models that are not refused. */
record SessionKeyCheck(KeycloakSession session) implements KeyCheck {
    private static final Logger LOG = Logger.getLogger(SessionKeyCheck.class);

    @Override
    public Optional<Asked> asks(RealmId realmId, UserId personId) {
        RealmModel realm = session.realms().getRealm(realmId.value());
        List<HeldKey> keys = usable(realm, personId);
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new Asked(
                        encoded(new DefaultChallenge().getValue()),
                        relyingParty(realm, keys.getFirst().type()),
                        keys.stream().map(key -> encoded(key.rawId())).toList()));
    }

    @Override
    public boolean shown(RealmId realmId, UserId personId, String challenge, Answer answer) {
        RealmModel realm = session.realms().getRealm(realmId.value());
        @Nullable UserModel person = session.users().getUserById(realm, personId.value());
        try {
            byte[] id = Base64.getUrlDecoder().decode(answer.credentialId());
            Optional<HeldKey> key = usable(realm, personId).stream()
                    .filter(one -> Arrays.equals(one.rawId(), id))
                    .findFirst();
            return person != null && key.isPresent() && isValid(realm, person, key.get(), challenge, answer);
        } catch (RuntimeException e) {
            LOG.debugf(e, "an assertion did not hold");
            return false;
        }
    }

    private boolean isValid(RealmModel realm, UserModel person, HeldKey key, String challenge, Answer answer) {
        WebAuthnCredentialModelInput shown = new WebAuthnCredentialModelInput(key.type());
        shown.setAuthenticationRequest(new AuthenticationRequest(
                key.rawId(),
                Base64.getUrlDecoder().decode(answer.authenticatorData()),
                Base64.getUrlDecoder().decode(answer.clientData()),
                Base64.getUrlDecoder().decode(answer.signature())));
        shown.setAuthenticationParameters(new WebAuthnCredentialModelInput.KeycloakWebAuthnAuthenticationParameters(
                new ServerProperty(
                        new Origin(
                                UriUtils.getOrigin(session.getContext().getUri().getBaseUri())),
                        relyingParty(realm, key.type()),
                        new DefaultChallenge(Base64.getUrlDecoder().decode(challenge))),
                false));
        return person.credentialManager().isValid(shown);
    }

    /** Passkeys, or else security keys: one page asks for one relying party. */
    private List<HeldKey> usable(RealmModel realm, UserId id) {
        @Nullable UserModel person = session.users().getUserById(realm, id.value());
        if (person == null) {
            return List.of();
        }
        Models models = Doors.open(session, Models.class);
        List<HeldKey> keys = HeldKey.all(models, realm, person)
                .filter(key -> key.gives(Level.MULTI_FACTOR))
                .toList();
        return keys.stream()
                .filter(key -> key.type().equals(keys.getFirst().type()))
                .toList();
    }

    private String relyingParty(RealmModel realm, String type) {
        WebAuthnPolicy policy = type.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                ? realm.getWebAuthnPolicyPasswordless()
                : realm.getWebAuthnPolicy();
        String id = policy.getRpId();
        return id == null || id.isBlank()
                ? session.getContext().getUri().getBaseUri().getHost()
                : id;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
