package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import health.keyward.keycloak.Incoming;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * Where the person's device asks from, and how. The address is that of the request; where a server asks, that of the person's
 * session, or of the server itself where no session is known. Protected means that the
 * question came by HTTPS to Keycloak, or to the proxy that Keycloak was told to believe, or never left this machine; Keycloak speaks no TLS older than 1.2,
 * the proxy must not either (AB-13). Which zone an address lies in is data of the policy.
 */
public final class RequestSource implements AttributeSource {
    private static final String NAME = "request";
    private static final String NETWORK = "context.network";
    private static final String SCOPES = "context.scopes";

    private final KeycloakSession session;
    private final People people;
    private final Clock clock;
    private final @Nullable Set<String> scopes;

    /** @param scopes that are asked for; null when that is not known */
    public RequestSource(KeycloakSession session, Clock clock, @Nullable Set<String> scopes) {
        this.session = session;
        this.people = new People(session);
        this.clock = clock;
        this.scopes = scopes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        return List.of(network(question), scopes());
    }

    private Attribute network(Question question) {
        Map<String, Object> network = new TreeMap<>();
        network.put("address", address(question));
        network.put("zone", Attribute.UNKNOWN);
        network.put("protected", isProtected());
        return new Attribute(NETWORK, network, NAME, clock.instant());
    }

    private String address(Question question) {
        String seen = question.asked().address();
        if (seen != null) {
            return seen;
        }
        String id = question.asked().session();
        return people.realm(question)
                .map(realm -> id == null ? null : session.sessions().getUserSession(realm, id))
                .filter(of -> of.getUser().getId().equals(question.subject().id()))
                .map(UserSessionModel::getIpAddress)
                .orElseGet(() -> session.getContext().getConnection().getRemoteAddr());
    }

    private Object isProtected() {
        KeycloakContext context = session.getContext();
        if (context.getHttpRequest() == null) {
            return Attribute.UNKNOWN;
        }
        return Incoming.byHttps(session) || Loopback.is(context.getConnection().getRemoteAddr());
    }

    private Attribute scopes() {
        return scopes == null
                ? Attribute.unknown(SCOPES, NAME)
                : new Attribute(SCOPES, List.copyOf(new TreeSet<>(scopes)), NAME, clock.instant());
    }
}
