package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One thing of a realm that Keyward keeps: what should be there, what is there, and how to change it. */
interface Part {

    /** What people read, and the key in a snapshot; one name per part of a realm. */
    String name();

    JsonNode wanted();

    /**
     * What is there, cut to the fields {@link #wanted} speaks of; a field that is missing in the realm is an explicit null,
     * so that putting this back removes it again. Empty when the thing is not there.
     */
    Optional<JsonNode> current(RealmApi api);

    /** Why Keyward must not touch what is there under this name; empty when it may. */
    Optional<String> foreign(JsonNode current);

    /** Makes or changes the thing so that it reads like {@code to}. */
    void put(RealmApi api, JsonNode to);

    void remove(RealmApi api);
}
