package health.keyward.review.keycloak;

import health.keyward.review.core.Foreign;
import health.keyward.review.core.Origin;
import health.keyward.review.core.Origin.Holding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.models.IdentityProviderMapperSyncMode;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderSyncMode;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Roles and groups that mappers of identity providers give to those who sign in from there. */
final class IdentityProviders {
    private static final List<String> NAMES = List.of("claim", "attribute.friendly.name", "attribute.name");
    private static final List<String> VALUES = List.of("claim.value", "attribute.value");

    private final KeycloakSession session;
    private final RealmModel realm;

    IdentityProviders(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    Stream<Foreign> foreign() {
        return session.identityProviders().getMappersStream().flatMap(this::foreign);
    }

    private Stream<Foreign> foreign(IdentityProviderMapperModel mapper) {
        Map<String, String> config = mapper.getConfig();
        @Nullable
        IdentityProviderModel provider = session.identityProviders().getByAlias(mapper.getIdentityProviderAlias());
        if (provider == null || config == null) {
            return Stream.empty();
        }
        return Stream.concat(role(config).stream(), group(config).stream())
                .map(right -> new Foreign(null, right.group(), right.id(), origin(provider, mapper)));
    }

    private record Right(boolean group, String id) {}

    private Optional<Right> role(Map<String, String> config) {
        @Nullable
        RoleModel role = config.get("role") == null
                ? null
                : KeycloakModelUtils.getRoleFromString(session, realm, config.get("role"));
        return Optional.ofNullable(role).map(one -> new Right(false, one.getId()));
    }

    private Optional<Right> group(Map<String, String> config) {
        @Nullable
        GroupModel group = config.get("group") == null
                ? null
                : KeycloakModelUtils.findGroupByPath(session, realm, config.get("group"));
        return Optional.ofNullable(group).map(one -> new Right(true, one.getId()));
    }

    private static Origin origin(IdentityProviderModel provider, IdentityProviderMapperModel mapper) {
        String shown = provider.getDisplayName();
        return new Origin(
                Origin.Kind.IDENTITY_PROVIDER,
                provider.getAlias(),
                shown == null || shown.isBlank() ? provider.getAlias() : shown,
                external(mapper),
                isRenewed(provider, mapper) ? Holding.BOTH : Holding.HERE);
    }

    private static boolean isRenewed(IdentityProviderModel provider, IdentityProviderMapperModel mapper) {
        IdentityProviderMapperSyncMode mode = mapper.getSyncMode();
        return mode == IdentityProviderMapperSyncMode.INHERIT
                ? provider.getSyncMode() == IdentityProviderSyncMode.FORCE
                : mode == IdentityProviderMapperSyncMode.FORCE;
    }

    /** For example {@code department=cardiology}; the name of the mapper where it asks for nothing. */
    private static String external(IdentityProviderMapperModel mapper) {
        Map<String, String> config = mapper.getConfig();
        String several = Stream.of("claims", "attributes")
                .filter(config::containsKey)
                .flatMap(name -> mapper.getConfigMap(name).entrySet().stream())
                .map(one -> one.getKey() + "=" + String.join("|", one.getValue()))
                .collect(Collectors.joining(", "));
        String role = config.get("external.role");
        return Stream.of(
                        Optional.ofNullable(role),
                        Optional.of(several),
                        first(config, NAMES)
                                .map(name -> name + "=" + first(config, VALUES).orElse("")))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseGet(mapper::getName);
    }

    private static Optional<String> first(Map<String, String> config, List<String> names) {
        return names.stream()
                .map(config::get)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}
