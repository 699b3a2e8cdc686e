package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.GrantEvents;
import health.keyward.keycloak.ClusterTask;
import health.keyward.stepup.Waivers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires grants: their table, what ends them, what decisions and tokens are told of them. */
final class GrantsPart {
    private static final int LOCK = 70;
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Clock clock;
    private final List<Function<KeycloakSession, GrantEvents>> listeners;
    private final GrantWatch watch;

    /** @param listeners told of every grant in its transaction, in that order */
    GrantsPart(
            Clock clock, List<Function<KeycloakSession, GrantEvents>> listeners, GrantWatch.EligiblePeopleOf eligible) {
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
        this.watch = new GrantWatch(eligible);
    }

    SessionGrants grants(KeycloakSession session) {
        List<GrantEvents> told =
                listeners.stream().map(listener -> listener.apply(session)).toList();
        return new SessionGrants(session, GrantEvents.all(told), clock);
    }

    GrantSource source(KeycloakSession session) {
        return new GrantSource(session, grants(session));
    }

    Waivers waivers(KeycloakSession session) {
        return (realm, in, client) -> grants(session).waives(realm, in, client);
    }

    void start(KeycloakSessionFactory factory) {
        new ClusterTask("grants", LOCK, EVERY, session -> watch.round(session, grants(session))).schedule(factory);
    }
}
