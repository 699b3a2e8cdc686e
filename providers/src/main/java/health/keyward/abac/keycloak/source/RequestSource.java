package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;

/**
 * Where the person's device asks from, and how. Protected means that the request came by HTTPS to Keycloak, or to the proxy that Keycloak was told to
 * believe; Keycloak speaks no TLS older than 1.2, the proxy must not either. Which zone an address lies in is data of the policy. Nothing is known of the
 * device behind a server that asks.
 */
public final class RequestSource implements AttributeSource {
    private static final String NAME = "request";
    private static final String NETWORK = "context.network";
    private static final String SCOPES = "context.scopes";

    private final KeycloakSession session;
    private final Clock clock;
    private final @Nullable Set<String> scopes;

    /** @param scopes that are asked for; null when that is not known */
    public RequestSource(KeycloakSession session, Clock clock, @Nullable Set<String> scopes) {
        this.session = session;
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
        String address = question.asked().address();
        if (address == null) {
            return Attribute.unknown(NETWORK, NAME);
        }
        Map<String, Object> network = new TreeMap<>();
        network.put("address", address);
        network.put("zone", Attribute.UNKNOWN);
        network.put("protected", isProtected());
        return new Attribute(NETWORK, network, NAME, clock.instant());
    }

    private Object isProtected() {
        KeycloakContext context = session.getContext();
        if (context.getHttpRequest() == null) {
            return Attribute.UNKNOWN;
        }
        return "https".equals(context.getUri().getBaseUri().getScheme());
    }

    private Attribute scopes() {
        return scopes == null
                ? Attribute.unknown(SCOPES, NAME)
                : new Attribute(SCOPES, List.copyOf(new TreeSet<>(scopes)), NAME, clock.instant());
    }
}
