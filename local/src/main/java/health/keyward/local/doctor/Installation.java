package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.keyward.local.apply.AdminRefusal;
import health.keyward.local.apply.HttpRealmApi;
import health.keyward.local.apply.RealmApi;
import java.net.URI;
import java.util.Optional;

/** What the doctor looks at, read once: a server, one realm and its clients. */
record Installation(URI server, String name, RealmApi api, JsonNode serverInfo, JsonNode realm, JsonNode clients) {
    private static final int PAGE = 500;

    static Installation read(URI server, String name, RealmApi api) {
        String base = "/realms/" + HttpRealmApi.encoded(name);
        return new Installation(
                server, name, api, api.get("/serverinfo"), api.get(base), api.get(base + "/clients?max=10000"));
    }

    /** http on localhost is how a house on one machine runs; everything else is held to the rules of production. */
    boolean onThisMachine() {
        return "localhost".equals(server.getHost());
    }

    /** What is behind {@code path} of this realm, empty when the caller may not see it or it is not there. */
    Optional<JsonNode> ask(String path) {
        return askServer("/realms/" + HttpRealmApi.encoded(name) + path);
    }

    Optional<JsonNode> askServer(String path) {
        try {
            return api.find(path);
        } catch (AdminRefusal refused) {
            if (refused.status() == 403) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Everybody of the realm, page by page. */
    Optional<ArrayNode> people() {
        ArrayNode everybody = JsonNodeFactory.instance.arrayNode();
        int first = 0;
        while (true) {
            Optional<JsonNode> page = ask("/users?briefRepresentation=true&first=" + first + "&max=" + PAGE);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            page.get().forEach(everybody::add);
            if (page.get().size() < PAGE) {
                return Optional.of(everybody);
            }
            first += PAGE;
        }
    }
}
