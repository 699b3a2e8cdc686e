package health.keyward.history.rest;

import health.keyward.contract.history.PersonCard;
import health.keyward.history.core.PersonFacts;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RoleUtils;

/** A person's card: from Keycloak while the account exists, from the history when it is gone (SD-4). */
record LivePerson(KeycloakSession session, RealmModel realm) {
    Optional<PersonCard> card(UserId id, Optional<PersonFacts> known) {
        UserModel user = session.users().getUserById(realm, id.value());
        if (user != null) {
            return Optional.of(live(user, known.orElse(null)));
        }
        return known.map(LivePerson::gone);
    }

    private PersonCard live(UserModel user, @Nullable PersonFacts facts) {
        return new PersonCard(
                user.getId(),
                user.getUsername(),
                name(user),
                user.getEmail(),
                user.getFirstAttribute("department"),
                user.getFirstAttribute("employment_type"),
                facts == null ? null : facts.unit(),
                true,
                user.isEnabled(),
                Sessions.locked(session, realm, user),
                RoleUtils.getDeepUserRoleMappings(user).stream()
                        .filter(role -> !role.isClientRole())
                        .map(RoleModel::getName)
                        .sorted()
                        .toList(),
                user.getGroupsStream()
                        .map(KeycloakModelUtils::buildGroupPath)
                        .sorted()
                        .toList(),
                user.credentialManager()
                        .getStoredCredentialsStream()
                        .map(LivePerson::factor)
                        .toList(),
                facts == null ? null : facts.lastSignIn(),
                facts == null ? null : facts.lastNonInteractive(),
                facts == null ? null : facts.lastFailure(),
                facts == null ? 0 : facts.failuresLast24h(),
                instant(user.getCreatedTimestamp()));
    }

    private static PersonCard gone(PersonFacts facts) {
        return new PersonCard(
                facts.userId(),
                facts.username(),
                facts.name(),
                facts.mail(),
                null,
                null,
                facts.unit(),
                false,
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                facts.lastSignIn(),
                facts.lastNonInteractive(),
                facts.lastFailure(),
                facts.failuresLast24h(),
                null);
    }

    private static PersonCard.Factor factor(CredentialModel credential) {
        return new PersonCard.Factor(
                credential.getType(), credential.getUserLabel(), instant(credential.getCreatedDate()));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable String name(UserModel user) {
        String first = user.getFirstName() == null ? "" : user.getFirstName();
        String last = user.getLastName() == null ? "" : user.getLastName();
        String whole = (first + " " + last).strip();
        return whole.isEmpty() ? null : whole;
    }
}
