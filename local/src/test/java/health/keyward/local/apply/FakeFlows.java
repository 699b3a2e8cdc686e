package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flows of {@link FakeRealm}: kept as Keycloak lists them, flat with a level each. */
final class FakeFlows {
    private static final class Row {
        final ObjectNode fields = Json.object();
        final List<Row> below = new ArrayList<>();
    }

    private final Map<String, Row> byAlias = new LinkedHashMap<>();
    private final Map<String, ObjectNode> configs = new LinkedHashMap<>();
    private int next;

    FakeFlows() {
        post(
                "/flows",
                Json.object()
                        .put("alias", "browser")
                        .put("description", "stock")
                        .put("topLevel", true));
    }

    JsonNode look(String path) {
        if (path.equals("/flows")) {
            ArrayNode tops = Json.array();
            byAlias.values().stream()
                    .filter(row -> row.fields.path("topLevel").asBoolean())
                    .forEach(row -> tops.add(row.fields));
            return tops;
        }
        if (path.startsWith("/config/")) {
            return configs.get(path.substring(8));
        }
        ArrayNode rows = Json.array();
        list(rows, row(path).below, 0);
        return rows;
    }

    String post(String path, JsonNode body) {
        String id = "f" + next++;
        if (path.equals("/flows")) {
            Row row = new Row();
            row.fields.setAll((ObjectNode) body.deepCopy());
            byAlias.put(body.path("alias").asText(), row);
            row.fields.put("id", id);
        } else if (path.endsWith("/config")) {
            configs.put(id, body.deepCopy());
            step(path.split("/")[2]).put("authenticationConfig", id);
        } else {
            Row row = new Row();
            row.fields.put("id", id).put("requirement", "DISABLED");
            row(path).below.add(row);
            if (path.endsWith("/flow")) {
                row.fields
                        .put("authenticationFlow", true)
                        .put("displayName", body.path("alias").asText());
                row.fields.put("description", body.path("description").asText());
                byAlias.put(body.path("alias").asText(), row);
            } else {
                row.fields.put("providerId", body.path("provider").asText());
            }
        }
        return id;
    }

    void put(String path, JsonNode body) {
        if (path.startsWith("/config/")) {
            configs.put(path.substring(8), body.deepCopy());
        } else {
            step(body.path("id").asText())
                    .put("requirement", body.path("requirement").asText());
        }
    }

    void delete(String path, String bound) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        Map.Entry<String, Row> flow = byAlias.entrySet().stream()
                .filter(entry -> entry.getValue().fields.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        if (flow.getKey().equals(bound)) {
            throw new AdminRefusal(409, "a bound flow cannot be deleted");
        }
        forget(flow.getValue());
        byAlias.remove(flow.getKey());
    }

    /** The row of a step anywhere, for tests that disturb it. */
    ObjectNode stepOf(String authenticator) {
        return byAlias.values().stream()
                .flatMap(row -> row.below.stream())
                .map(row -> row.fields)
                .filter(fields -> fields.path("providerId").asText().equals(authenticator))
                .findFirst()
                .orElseThrow();
    }

    private void forget(Row row) {
        for (Row below : row.below) {
            forget(below);
            byAlias.remove(below.fields.path("displayName").asText());
        }
    }

    private ObjectNode step(String id) {
        return byAlias.values().stream()
                .flatMap(row -> row.below.stream())
                .map(row -> row.fields)
                .filter(fields -> fields.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Row row(String path) {
        return byAlias.get(path.split("/")[2].replace("%20", " "));
    }

    private static void list(ArrayNode rows, List<Row> below, int level) {
        for (Row row : below) {
            ObjectNode copy = row.fields.deepCopy();
            rows.add(copy.put("level", level));
            list(rows, row.below, level + 1);
        }
    }
}
