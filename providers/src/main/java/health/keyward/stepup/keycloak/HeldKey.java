package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Factor;
import health.keyward.stepup.Level;
import health.keyward.stepup.Proof;
import health.keyward.stepup.core.Amr;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.credential.dto.WebAuthnCredentialData;

/**
 * A WebAuthn credential that a person holds, and what its model is good for now.
 *
 * @param id Keycloak's
 * @param rawId the authenticator's
 * @param model its AAGUID; all zeros when it names none
 * @param attested whether an attestation proved the model when it was enrolled; without one it is hearsay
 */
record HeldKey(String id, String type, byte[] rawId, UUID model, boolean attested, ModelStanding standing) {
    private static final UUID NO_MODEL = new UUID(0, 0);

    static Stream<HeldKey> of(Models models, RealmModel realm, UserModel user, String type) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(type)
                .map(credential -> of(models, new RealmId(realm.getId()), credential));
    }

    /** Of either kind. */
    static Stream<HeldKey> all(Models models, RealmModel realm, UserModel user) {
        return Stream.of(WebAuthnCredentialModel.TYPE_PASSWORDLESS, WebAuthnCredentialModel.TYPE_TWOFACTOR)
                .flatMap(type -> of(models, realm, user, type));
    }

    static Optional<HeldKey> of(Models models, RealmModel realm, UserModel user, String type, byte[] rawId) {
        return of(models, realm, user, type)
                .filter(key -> Arrays.equals(key.rawId, rawId))
                .findFirst();
    }

    private static HeldKey of(Models models, RealmId realm, CredentialModel credential) {
        WebAuthnCredentialData data =
                WebAuthnCredentialModel.createFromCredentialModel(credential).getWebAuthnCredentialData();
        UUID model = model(data.getAaguid());
        Models.Known known = models.of(realm, credential.getId(), model);
        return new HeldKey(
                credential.getId(),
                credential.getType(),
                Base64.getDecoder().decode(data.getCredentialId()),
                model,
                known.proven(),
                known.standing());
    }

    private static UUID model(@Nullable String aaguid) {
        try {
            return aaguid == null ? NO_MODEL : UUID.fromString(aaguid);
        } catch (IllegalArgumentException unreadable) {
            return NO_MODEL;
        }
    }

    Factor factor() {
        return factor(type);
    }

    static Factor factor(String type) {
        return type.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS) ? Factor.PASSKEY : Factor.SECURITY_KEY;
    }

    boolean refused() {
        return standing instanceof ModelStanding.Refused;
    }

    /** Whether it can give this level, its user being verified. */
    boolean gives(Level level) {
        return switch (standing) {
            case ModelStanding.Usable usable -> usable.upTo().includes(level);
            case ModelStanding.Refused refused -> false;
        };
    }

    /** What an assertion by it proves. */
    Proof proof(boolean userVerified, Instant at) {
        Level level =
                userVerified && standing instanceof ModelStanding.Usable usable ? usable.upTo() : Level.MULTI_FACTOR;
        return new Proof(factor(), id, attested ? model : null, userVerified, level, at);
    }

    List<String> amr(boolean userVerified) {
        return Amr.of(standing, attested, userVerified);
    }
}
