package health.keyward.review.keycloak;

import health.keyward.kernel.UserId;
import health.keyward.review.core.Foreign;
import health.keyward.review.core.Origin;
import health.keyward.review.core.Origin.Holding;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderFactory;
import org.keycloak.storage.UserStorageProviderModel;
import org.keycloak.storage.user.UserQueryMethodsProvider;

/** Roles and groups that directories map. Who has them is asked of the directory itself, once for each role and group; Keycloak's tables do not know. */
final class Directories {
    private static final String MAPPERS = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";
    private static final String GROUPS = "group-ldap-mapper";
    private static final String ROLES = "role-ldap-mapper";

    private final KeycloakSession session;
    private final RealmModel realm;

    Directories(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    Stream<Foreign> foreign() {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .map(UserStorageProviderModel::new)
                .filter(UserStorageProviderModel::isEnabled)
                .flatMap(directory -> realm.getComponentsStream(directory.getId(), MAPPERS)
                        .flatMap(mapper -> mapped(directory, mapper)));
    }

    private Stream<Foreign> mapped(ComponentModel directory, ComponentModel mapper) {
        @Nullable Holding holding = holding(mapper);
        if (holding == null) {
            return Stream.empty();
        }
        return switch (mapper.getProviderId()) {
            case GROUPS ->
                groups(mapper)
                        .flatMap(group -> held(
                                directory,
                                holding,
                                new Right(true, group.getId(), group.getName()),
                                storage -> storage.getGroupMembersStream(realm, group)));
            case ROLES ->
                roles(mapper)
                        .flatMap(role -> held(
                                directory,
                                holding,
                                new Right(false, role.getId(), role.getName()),
                                storage -> storage.getRoleMembersStream(realm, role)));
            default -> Stream.empty();
        };
    }

    private static @Nullable Holding holding(ComponentModel mapper) {
        return switch (Objects.requireNonNullElse(mapper.get("mode"), "")) {
            case "READ_ONLY" -> Holding.THERE;
            case "LDAP_ONLY" -> Holding.WRITTEN;
            case "IMPORT" -> Holding.HERE;
            default -> null;
        };
    }

    private record Right(boolean group, String id, String name) {}

    private interface Members {
        Stream<UserModel> of(UserQueryMethodsProvider storage);
    }

    /** A directory that is asked once only said it when the account was made; it stands in Keycloak's tables since. */
    private Stream<Foreign> held(ComponentModel directory, Holding holding, Right right, Members members) {
        Origin origin =
                new Origin(Origin.Kind.DIRECTORY, directory.getId(), directory.getName(), right.name(), holding);
        if (holding == Holding.HERE) {
            return Stream.of(new Foreign(null, right.group(), right.id(), origin));
        }
        return storage(directory) instanceof UserQueryMethodsProvider storage
                ? members.of(storage)
                        .map(UserModel::getId)
                        .filter(StorageId::isLocalStorage)
                        .map(person -> new Foreign(new UserId(person), right.group(), right.id(), origin))
                : Stream.empty();
    }

    /** One for each session, as Keycloak's own manager of storages keeps it. */
    private @Nullable Object storage(ComponentModel directory) {
        Object known = session.getAttribute(directory.getId());
        if (known == null
                && session.getKeycloakSessionFactory()
                                .getProviderFactory(UserStorageProvider.class, directory.getProviderId())
                        instanceof UserStorageProviderFactory<?> factory) {
            UserStorageProvider made = factory.create(session, directory);
            session.enlistForClose(made);
            session.setAttribute(directory.getId(), made);
            return made;
        }
        return known;
    }

    private Stream<GroupModel> groups(ComponentModel mapper) {
        String path = Objects.requireNonNullElse(mapper.get("groups.path"), "/").strip();
        return session.groups()
                .getGroupsStream(realm)
                .filter(group -> path.isEmpty()
                        || path.equals("/")
                        || KeycloakModelUtils.buildGroupPath(group).startsWith(path + "/"));
    }

    private Stream<RoleModel> roles(ComponentModel mapper) {
        if (!"false".equals(mapper.get("use.realm.roles.mapping"))) {
            return realm.getRolesStream();
        }
        @Nullable ClientModel client = realm.getClientByClientId(mapper.get("client.id"));
        return client == null ? Stream.empty() : client.getRolesStream();
    }
}
