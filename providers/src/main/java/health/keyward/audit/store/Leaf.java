package health.keyward.audit.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import health.keyward.audit.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The bytes of one entry: a version byte, then the body. Version 1 is JSON. The bytes are stored as they are and never made anew from a parsed form,
 * so that a hash over them stays true for ever.
 */
public final class Leaf {
    private static final byte VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final Map<String, Class<? extends Recorded>> KINDS = Map.of(
            "activity", Recorded.UserActivity.class,
            "change", Recorded.Change.class,
            "refusal", Recorded.Refusal.class,
            "look", Recorded.Look.class,
            "undone", Recorded.Undone.class,
            "mark", Recorded.Mark.class);

    private Leaf() {}

    public static byte[] bytes(Recorded recorded) {
        String kind = switch (recorded) {
            case Recorded.UserActivity a -> "activity";
            case Recorded.Change c -> "change";
            case Recorded.Refusal r -> "refusal";
            case Recorded.Look l -> "look";
            case Recorded.Undone u -> "undone";
            case Recorded.Mark m -> "mark";
        };
        try {
            ObjectNode tree = JSON.createObjectNode().put("kind", kind);
            tree.setAll((ObjectNode) JSON.valueToTree(recorded));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(VERSION);
            JSON.writeValue(bytes, tree);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException when the bytes are no leaf of a known version */
    public static Recorded read(byte[] bytes) throws IOException {
        if (bytes.length < 2 || bytes[0] != VERSION) {
            throw new IOException("no leaf of version " + VERSION);
        }
        JsonNode tree = JSON.readTree(bytes, 1, bytes.length - 1);
        Class<? extends Recorded> kind = KINDS.get(tree.path("kind").asText());
        if (kind == null) {
            throw new IOException("unknown kind of leaf");
        }
        ((ObjectNode) tree).remove("kind");
        return JSON.treeToValue(tree, kind);
    }
}
