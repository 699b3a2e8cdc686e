package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What Keycloak itself saved before Keyward: read page by page, oldest first, so that events that come while reading are found at
 * the end.
 */
final class StockEvents {
    private static final int PAGE = 500;

    private final RealmApi api;
    private final String base;
    private final StringBuilder lines = new StringBuilder();
    private int sessions;
    private int changes;

    StockEvents(RealmApi api, String realm) {
        this.api = api;
        this.base = "/realms/" + HttpRealmApi.encoded(realm);
    }

    /** Reads on from where the last call ended. */
    void readOn() {
        sessions = read("events", sessions);
        changes = read("admin-events", changes);
    }

    int count() {
        return sessions + changes;
    }

    /** One JSON object per line: {@code source} is {@code events} or {@code admin-events}, {@code event} is Keycloak's own. */
    String text() {
        return lines.toString();
    }

    private int read(String source, int from) {
        int next = from;
        JsonNode page;
        do {
            page = api.get(base + "/" + source + "?direction=asc&first=" + next + "&max=" + PAGE);
            for (JsonNode event : page) {
                ObjectNode line = Json.object().put("source", source);
                line.set("event", event);
                lines.append(line.toString()).append('\n');
            }
            next += page.size();
        } while (page.size() == PAGE);
        return next;
    }
}
