package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The one mapper of this package, and the two ways JSON is laid over JSON here. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file.getFileName(), unreadable);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** RFC 7396: fields of {@code patch} replace those of {@code target}, objects go deep, null removes. */
    static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode there = target.get(field.getKey());
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (there instanceof ObjectNode deep && field.getValue().isObject()) {
                merge(deep, field.getValue());
            } else {
                target.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }

    /** {@code raw} with every {@code {{name}}} replaced by its value, escaped for JSON. */
    static JsonNode filled(JsonNode raw, Settings settings) {
        return switch (raw) {
            case ObjectNode object -> {
                ObjectNode copy = object();
                object.properties().forEach(f -> copy.set(f.getKey(), filled(f.getValue(), settings)));
                yield copy;
            }
            case ArrayNode list -> {
                ArrayNode copy = array();
                list.forEach(item -> copy.add(filled(item, settings)));
                yield copy;
            }
            case JsonNode text
            when text.isTextual() -> MAPPER.getNodeFactory().textNode(Places.fill(text.asText(), settings));
            default -> raw;
        };
    }
}
