package health.keyward.stepup.keycloak;

import health.keyward.stepup.core.EnrolmentLink.Wanted;
import health.keyward.stepup.rest.RecoveryResource;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** The factors of a person beside the password, and how a new one is enrolled in a realm. */
final class Factors {
    private static final Set<String> PASSWORDS =
            Set.of(PasswordCredentialModel.TYPE, PasswordCredentialModel.PASSWORD_HISTORY);

    private Factors() {}

    static List<CredentialModel> of(UserModel person) {
        return person.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> isFactor(credential.getType()))
                .toList();
    }

    static boolean isFactor(String type) {
        return !PASSWORDS.contains(type);
    }

    static Optional<RecoveryResource.Held> find(KeycloakSession session, String id) {
        RealmModel realm = session.getContext().getRealm();
        return Optional.ofNullable(session.users().getUserById(realm, id))
                .map(person -> new RecoveryResource.Held(
                        person.getUsername(),
                        person.getEmail() != null && !person.getEmail().isBlank(),
                        of(person).stream()
                                .map(c ->
                                        new RecoveryResource.Factor(c.getId(), c.getType(), c.getUserLabel(), since(c)))
                                .toList(),
                        Arrays.stream(Wanted.values())
                                .filter(factor -> action(realm, factor).isPresent())
                                .toList()));
    }

    private static @Nullable Instant since(CredentialModel credential) {
        return credential.getCreatedDate() == null ? null : Instant.ofEpochMilli(credential.getCreatedDate());
    }

    /** The required action that enrols it; the first one the realm offers. Empty when it offers none. */
    static Optional<String> action(RealmModel realm, Wanted factor) {
        Stream<String> known = switch (factor) {
            case AUTHENTICATOR_APP -> Stream.of("CONFIGURE_TOTP");
            case PASSKEY -> Stream.of("keyward-webauthn-register", "webauthn-register-passwordless");
        };
        return known.filter(alias -> Optional.ofNullable(realm.getRequiredActionProviderByAlias(alias))
                        .filter(RequiredActionProviderModel::isEnabled)
                        .isPresent())
                .findFirst();
    }
}
