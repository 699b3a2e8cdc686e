package health.keyward.inactivity.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one thing a PATCH may say here: what {@code active} is to be (RFC 7644 3.5.2). With a path or without one, as a boolean or, as some senders write it, as
 * the text of one.
 */
record ActivePatch(boolean active) {
    static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final String ACTIVE = "active";
    private static final int MOST_OPERATIONS = 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** Empty for anything that says something else, or nothing that can be understood; of several, the last one counts. */
    static Optional<ActivePatch> read(String body) {
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (tree == null || !names(tree.path("schemas"))) {
            return Optional.empty();
        }
        JsonNode operations = tree.path("Operations");
        if (!operations.isArray() || operations.isEmpty() || operations.size() > MOST_OPERATIONS) {
            return Optional.empty();
        }
        Optional<ActivePatch> last = Optional.empty();
        for (JsonNode operation : operations) {
            @Nullable Boolean said = said(operation);
            if (said == null) {
                return Optional.empty();
            }
            last = Optional.of(new ActivePatch(said));
        }
        return last;
    }

    private static boolean names(JsonNode schemas) {
        for (JsonNode one : schemas) {
            if (SCHEMA.equals(one.textValue())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Boolean said(JsonNode operation) {
        String op = operation.path("op").asText("");
        if (!op.equalsIgnoreCase("replace") && !op.equalsIgnoreCase("add")) {
            return null;
        }
        JsonNode value = operation.path("value");
        if (operation.hasNonNull("path")) {
            return ACTIVE.equalsIgnoreCase(operation.path("path").asText("")) ? truth(value) : null;
        }
        return value.isObject() && value.size() == 1 && value.has(ACTIVE) ? truth(value.path(ACTIVE)) : null;
    }

    private static @Nullable Boolean truth(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        String text = value.isTextual() ? value.textValue() : "";
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        return null;
    }
}
