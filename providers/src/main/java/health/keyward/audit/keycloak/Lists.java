package health.keyward.audit.keycloak;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.jpa.entities.ClientEntity;
import org.keycloak.models.jpa.entities.RealmEntity;

/**
 * Reads the lists an update is about to replace. Keycloak replaces such a list without reading it, and Hibernate then does not know what was in it, so
 * the change would have no before.
 */
final class Lists {
    private static final Pattern CLIENT = Pattern.compile("clients/([^/]+)");

    private static final Pattern REALM = Pattern.compile("realms/[^/]+");

    private Lists() {}

    /** @param target path below the realm; {@code realms/NAME} for the realm itself */
    static void read(EntityManager em, String realmId, String target) {
        Matcher client = CLIENT.matcher(target);
        if (client.matches()) {
            ClientEntity entity = em.find(ClientEntity.class, client.group(1));
            if (entity != null && realmId.equals(entity.getRealmId())) {
                readAll(entity.getRedirectUris(), entity.getWebOrigins());
            }
        } else if (REALM.matcher(target).matches()) {
            RealmEntity entity = em.find(RealmEntity.class, realmId);
            if (entity != null) {
                readAll(entity.getEventsListeners(), entity.getEnabledEventTypes(), entity.getSupportedLocales());
            }
        }
    }

    private static void readAll(@Nullable Collection<?>... lists) {
        Arrays.asList(lists).forEach(list -> {
            if (list != null) {
                Hibernate.initialize(list);
            }
        });
    }
}
