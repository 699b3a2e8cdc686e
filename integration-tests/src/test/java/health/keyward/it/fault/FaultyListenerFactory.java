package health.keyward.it.fault;

import java.util.Locale;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * What to do is in the client id: {@code fault-WHAT-at-EVENT}, for example {@code fault-rollback-at-login}. {@code throw} throws, {@code rollback}
 * marks the transaction, {@code query} runs a statement the database refuses, all inside the event.
 */
public final class FaultyListenerFactory implements EventListenerProviderFactory {
    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new Faulty(session);
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
        return "it-faulty";
    }

    private record Faulty(KeycloakSession session) implements EventListenerProvider {
        @Override
        public void onEvent(Event event) {
            String client = event.getClientId();
            String ending =
                    "-at-" + event.getType().name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (client == null || !client.startsWith("fault-") || !client.endsWith(ending)) {
                return;
            }
            String what = client.substring("fault-".length(), client.length() - ending.length());
            switch (what) {
                case "throw" -> throw new IllegalStateException("a third party's listener failed");
                case "rollback" -> session.getTransactionManager().setRollbackOnly();
                case "query" ->
                    session.getProvider(JpaConnectionProvider.class)
                            .getEntityManager()
                            .createNativeQuery("SELECT 1 / 0")
                            .getResultList();
                default -> throw new IllegalArgumentException(what);
            }
        }

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {}

        @Override
        public void close() {}
    }
}
