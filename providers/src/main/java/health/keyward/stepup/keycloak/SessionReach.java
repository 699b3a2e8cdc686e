package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.AdministratorsReach;
import health.keyward.stepup.Level;
import health.keyward.stepup.WorkingAdministrators;
import health.keyward.stepup.core.Models;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.RoleUtils;

/** What working administrators hold, by Keycloak's model, now. One that could get in is enough, so that five hundred are looked at and no more. */
record SessionReach(KeycloakSession session) implements AdministratorsReach {
    private static final int MOST = 500;

    @Override
    public List<Administrator> of(RealmId id) {
        @Nullable RealmModel realm = session.realms().getRealm(id.value());
        if (realm == null) {
            return List.of();
        }
        Models models = Doors.open(session, Models.class);
        return Doors.all(session, WorkingAdministrators.class).stream()
                .flatMap(known -> known.of(id).stream())
                .sorted(Comparator.comparing(UserId::value))
                .limit(MOST)
                .flatMap(person -> Optional.ofNullable(session.users().getUserById(realm, person.value())).stream())
                .map(user -> new Administrator(new UserId(user.getId()), reach(models, realm, user), roles(user)))
                .toList();
    }

    private static Level reach(Models models, RealmModel realm, UserModel user) {
        Stream<Level> keys = HeldKey.all(models, realm, user)
                .flatMap(key -> Stream.of(Level.values()).filter(key::gives));
        boolean code = user.credentialManager()
                .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
                .findAny()
                .isPresent();
        return Stream.concat(keys, code ? Stream.of(Level.MULTI_FACTOR) : Stream.of())
                .reduce(Level.PASSWORD, Level::higher);
    }

    private static Set<String> roles(UserModel user) {
        return RoleUtils.getDeepUserRoleMappings(user).stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .collect(Collectors.toSet());
    }
}
