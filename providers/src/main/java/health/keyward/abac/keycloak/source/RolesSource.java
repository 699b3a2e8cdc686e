package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** Effective roles: held, by a group or within another role. */
public final class RolesSource implements AttributeSource {
    private static final String NAME = "roles";
    private static final String REALM = "subject.properties.roles";
    private static final String CLIENTS = "subject.properties.client_roles";

    private final People people;
    private final Clock clock;

    public RolesSource(KeycloakSession session, Clock clock) {
        this.people = new People(session);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        Optional<UserModel> user = people.subject(question);
        if (user.isEmpty()) {
            return List.of(Attribute.unknown(REALM, NAME), Attribute.unknown(CLIENTS, NAME));
        }
        Set<String> ofRealm = new TreeSet<>();
        Map<String, Set<String>> ofClients = new TreeMap<>();
        for (RoleModel role : RoleUtils.getDeepUserRoleMappings(user.get())) {
            if (role.getContainer() instanceof ClientModel client) {
                ofClients
                        .computeIfAbsent(client.getClientId(), id -> new TreeSet<>())
                        .add(role.getName());
            } else {
                ofRealm.add(role.getName());
            }
        }
        Instant now = clock.instant();
        return List.of(
                new Attribute(REALM, List.copyOf(ofRealm), NAME, now), new Attribute(CLIENTS, ofClients, NAME, now));
    }
}
