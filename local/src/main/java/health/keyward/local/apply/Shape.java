package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Cuts what a server answers to what the blueprint speaks of, and names the differences. */
final class Shape {
    /** What Keycloak answers instead of a value that it keeps to itself; such a value cannot be compared. */
    private static final String HIDDEN = "**********";

    private Shape() {}

    /** {@code full} with only the fields of {@code wanted}; a field that {@code full} lacks is an explicit null. */
    static JsonNode cut(JsonNode full, JsonNode wanted) {
        if (full instanceof ObjectNode object && wanted instanceof ObjectNode template) {
            ObjectNode cut = Json.object();
            for (Map.Entry<String, JsonNode> field : template.properties()) {
                JsonNode there = object.get(field.getKey());
                cut.set(field.getKey(), there == null ? Json.MAPPER.nullNode() : cut(there, field.getValue()));
            }
            return cut;
        }
        return full.deepCopy();
    }

    /** One line per place where {@code there} is not as {@code wanted}; lists of texts count as sets. */
    static List<String> differences(JsonNode there, JsonNode wanted) {
        List<String> lines = new ArrayList<>();
        compare("", there, wanted, lines);
        return lines;
    }

    static boolean same(JsonNode there, JsonNode wanted) {
        return differences(there, wanted).isEmpty();
    }

    private static void compare(String place, JsonNode there, JsonNode wanted, List<String> lines) {
        if (there instanceof ObjectNode object && wanted instanceof ObjectNode template) {
            for (Map.Entry<String, JsonNode> field : template.properties()) {
                JsonNode inner = object.get(field.getKey());
                compare(
                        place.isEmpty() ? field.getKey() : place + " / " + field.getKey(),
                        inner == null ? Json.MAPPER.nullNode() : inner,
                        field.getValue(),
                        lines);
            }
        } else if (there.isArray() && wanted.isArray() && !textual(wanted) && there.size() == wanted.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                compare(place + " / " + label(wanted.get(i), i), there.get(i), wanted.get(i), lines);
            }
        } else if (!equal(there, wanted)) {
            lines.add((place.isEmpty() ? "" : place + ": ") + shown(there) + " -> " + shown(wanted));
        }
    }

    private static String label(JsonNode item, int position) {
        for (String field : new String[] {"name", "flow", "authenticator", "executor", "condition"}) {
            if (item.hasNonNull(field)) {
                return item.get(field).asText();
            }
        }
        return Integer.toString(position + 1);
    }

    private static boolean equal(JsonNode there, JsonNode wanted) {
        if (there.asText().equals(HIDDEN)) {
            return true;
        }
        if (textual(there) && textual(wanted)) {
            return texts(there).equals(texts(wanted)) && there.size() == wanted.size();
        }
        return nothing(there) && nothing(wanted) || there.equals(wanted);
    }

    private static boolean nothing(JsonNode node) {
        return node.isNull() || node.isTextual() && node.asText().isEmpty() || node.isContainerNode() && node.isEmpty();
    }

    private static boolean textual(JsonNode node) {
        if (!(node instanceof ArrayNode list)) {
            return false;
        }
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static TreeSet<String> texts(JsonNode list) {
        TreeSet<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static String shown(JsonNode node) {
        if (nothing(node)) {
            return "nothing";
        }
        String text = node.isTextual() ? node.asText() : node.toString();
        return text.length() > 120 ? text.substring(0, 117) + "..." : text;
    }
}
