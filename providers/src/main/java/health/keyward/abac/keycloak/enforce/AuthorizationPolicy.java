package health.keyward.abac.keycloak.enforce;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Decisions;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Verdict;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Doors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authorization.common.KeycloakIdentity;
import org.keycloak.authorization.identity.Identity;
import org.keycloak.authorization.model.Resource;
import org.keycloak.authorization.model.Scope;
import org.keycloak.authorization.permission.ResourcePermission;
import org.keycloak.authorization.policy.evaluation.Evaluation;
import org.keycloak.authorization.policy.provider.PolicyProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A policy of Keycloak's Authorization Services that is answered by Keyward's: one question per scope, granted only when all of them are permitted without
 * anything left to do. Whatever else comes is an explicit refusal; it never throws.
 */
final class AuthorizationPolicy implements PolicyProvider {
    /** Asked where a permission names no scope. */
    static final String ACCESS = "access";
    /** Type of a resource that has none of its own. */
    static final String RESOURCE = "resource";

    private static final Logger LOG = Logger.getLogger(AuthorizationPolicy.class);

    @Override
    public void evaluate(Evaluation evaluation) {
        boolean granted = false;
        try {
            granted = granted(evaluation);
        } catch (RuntimeException e) {
            LOG.errorf(
                    "an authorization could not be decided and is refused: %s",
                    e.getClass().getName());
        }
        if (granted) {
            evaluation.grant();
        } else {
            evaluation.deny();
        }
    }

    private static boolean granted(Evaluation evaluation) {
        KeycloakSession session = evaluation.getAuthorizationProvider().getKeycloakSession();
        List<Question> questions =
                questions(evaluation, evaluation.getAuthorizationProvider().getRealm(), session);
        return Doors.open(session, Decisions.class).decide(questions).stream()
                .allMatch(verdict -> verdict instanceof Verdict.Permit permit
                        && permit.obligations().isEmpty());
    }

    private static List<Question> questions(Evaluation evaluation, RealmModel realm, KeycloakSession session) {
        ResourcePermission permission = evaluation.getPermission();
        Identity identity = evaluation.getContext().getIdentity();
        Party subject = Party.of(isService(session, realm, identity.getId()) ? "service" : "user", identity.getId());
        Party resource = resource(permission.getResource());
        @Nullable
        ClientModel server = realm.getClientById(permission.getResourceServer().getClientId());
        Asked asked = new Asked(
                Point.AUTHORIZATION_SERVICES,
                server == null ? null : server.getClientId(),
                identity instanceof KeycloakIdentity of ? of.getAccessToken().getSessionId() : null,
                null,
                null);
        List<String> scopes = permission.getScopes().stream()
                .map(Scope::getName)
                .distinct()
                .sorted()
                .toList();
        return (scopes.isEmpty() ? List.of(ACCESS) : scopes)
                .stream()
                        .map(scope -> new Question(
                                new RealmId(realm.getId()),
                                asked,
                                subject,
                                Act.of(scope),
                                resource,
                                Map.of(),
                                Set.of()))
                        .toList();
    }

    private static boolean isService(KeycloakSession session, RealmModel realm, String id) {
        UserModel user = session.users().getUserById(realm, id);
        return user != null && user.getServiceAccountClientLink() != null;
    }

    /** Of a permission for scopes alone the resource has no name. */
    private static Party resource(@Nullable Resource resource) {
        if (resource == null) {
            return Party.of(RESOURCE, "any");
        }
        Map<String, Object> properties = new HashMap<>();
        resource.getAttributes().forEach((name, values) -> {
            List<String> known = values.stream().filter(Objects::nonNull).toList();
            properties.put(name, known.size() == 1 ? known.getFirst() : known);
        });
        String type = resource.getType();
        return new Party(type == null || type.isBlank() ? RESOURCE : type, resource.getName(), properties);
    }

    @Override
    public void close() {}
}
