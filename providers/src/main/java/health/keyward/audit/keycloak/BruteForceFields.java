package health.keyward.audit.keycloak;

import jakarta.ws.rs.container.ContainerResponseContext;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Takes the brute-force state out of the stock console's user list (LH-2). */
final class BruteForceFields {
    private static final Logger LOG = Logger.getLogger(BruteForceFields.class);

    private BruteForceFields() {}

    static void leave(ContainerResponseContext response) {
        switch (response.getEntity()) {
            case Stream<?> people -> response.setEntity(people.map(BruteForceFields::without));
            case null -> {}
            case Object person -> response.setEntity(without(person));
        }
    }

    private static Object without(Object person) {
        try {
            Method state = person.getClass().getMethod("setBruteForceStatus", Map.class);
            state.invoke(person, Map.of());
            return person;
        } catch (NoSuchMethodException notAPerson) {
            return person;
        } catch (ReflectiveOperationException e) {
            LOG.error("the brute-force state of a person could not be removed; the person is left out", e);
            return Map.of();
        }
    }
}
