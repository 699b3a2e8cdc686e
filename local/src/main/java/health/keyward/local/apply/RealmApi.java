package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Keycloak's admin REST as plain JSON. Paths start behind {@code /admin}, for instance {@code /realms/hospital/roles}.
 * Every method throws {@link AdminRefusal} when the server answers 400 or more, but for {@link #find}.
 */
public interface RealmApi {

    /** User name or client id of the one who calls. */
    String caller();

    JsonNode get(String path);

    /** What is at {@code path}, empty when the server answers 404. */
    Optional<JsonNode> find(String path);

    /** Posts and answers the last part of the {@code Location} header, which is the new id; empty text when there is none. */
    String post(String path, JsonNode body);

    void put(String path, JsonNode body);

    void delete(String path);

    /** Deletes with a body, as Keycloak wants it for lists of roles. */
    void delete(String path, JsonNode body);
}
