package health.keyward.audit.keycloak;

import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Global on purpose: no realm administrator can add or remove it. */
public final class AuditListenerFactory implements EventListenerProviderFactory {
    public static final String ID = "keyward-audit";

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new Listener(session);
    }

    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return ID;
    }

    /** Takes the event in and leaves every query and flush to the witness's prepare step: here, a fault would be swallowed. */
    @health.keyward.keycloak.InTransaction
    private record Listener(KeycloakSession session) implements EventListenerProvider {
        @Override
        public void onEvent(Event event) {
            Witness.of(session).sees(event);
        }

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {
            Witness.of(session).sees(event);
        }

        @Override
        public void close() {}
    }
}
