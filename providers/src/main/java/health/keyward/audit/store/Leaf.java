package health.keyward.audit.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Sorted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entries as JSON. Version 1, the first release's, is a version byte and the JSON of everything; entries of that release stay as they are, and a
 * server's spool keeps what it takes in that form, sealed. Version 2 is {@link LeafWriter}'s.
 */
public final class Leaf {
    private static final byte VERSION = 1;

    private static final byte[] PAYLOADS = "\"payloads\":".getBytes(StandardCharsets.US_ASCII);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new ToStringSerializer())
                    .addDeserializer(Instant.class, new InstantReader()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final Map<String, Class<? extends Recorded>> KINDS = Map.of(
            "activity", Recorded.UserActivity.class,
            "change", Recorded.Change.class,
            "refusal", Recorded.Refusal.class,
            "look", Recorded.Look.class,
            "undone", Recorded.Undone.class,
            "decision", Recorded.Decision.class,
            "act", Recorded.Act.class,
            "mark", Recorded.Mark.class);

    /** What a constructor of that kind asks for although the part that says it may be closed. */
    private static final Map<String, List<String>> TEXTS = Map.of(
            "change", List.of("target"),
            "refusal", List.of("realmName", "method", "path"),
            "look", List.of("what", "question"),
            "act", List.of("room", "type"),
            "decision", List.of("action", "subjectType", "resourceType"));

    private Leaf() {}

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(in.getText());
            } catch (DateTimeParseException noTime) {
                throw context.weirdStringException(in.getText(), Instant.class, "no time");
            }
        }
    }

    /** Version 1, unsealed. */
    public static byte[] bytes(Recorded recorded) {
        try {
            ObjectNode tree = JSON.createObjectNode().put("kind", Sorted.kind(recorded));
            tree.setAll((ObjectNode) JSON.valueToTree(recorded));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(VERSION);
            JSON.writeValue(bytes, tree);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What an entry says without any key: everything in version 1, what names nobody in version 2.
     *
     * @throws IOException when the bytes are no entry of a known version
     */
    public static Recorded read(byte[] bytes) throws IOException {
        if (bytes.length > 0 && bytes[0] == LeafWriter.VERSION) {
            return ofMerged(object(SealedEntry.of(bytes).header()));
        }
        if (bytes.length < 2 || bytes[0] != VERSION) {
            throw new IOException("no entry of a known version");
        }
        if (!(JSON.readTree(bytes, 1, bytes.length - 1) instanceof ObjectNode tree)) {
            throw new IOException("no object");
        }
        return of(tree);
    }

    static ObjectNode object(byte[] json) throws IOException {
        if (JSON.readTree(json) instanceof ObjectNode tree) {
            return tree;
        }
        throw new IOException("no object");
    }

    /** Its members but those, which are passed over without being read: most of an entry can be text that nobody asks for. */
    static ObjectNode object(byte[] json, Set<String> without) throws IOException {
        if (without.isEmpty()) {
            return object(json);
        }
        try (JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            ObjectNode tree = JSON.createObjectNode();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                if (without.contains(name)) {
                    in.skipChildren();
                } else if (in.currentToken() == JsonToken.VALUE_STRING) {
                    tree.put(name, in.getText());
                } else {
                    tree.set(name, JSON.<JsonNode>readTree(in));
                }
            }
            return tree;
        }
    }

    static String id(byte[] header) {
        try {
            return object(header).path("id").asText();
        } catch (IOException e) {
            return "";
        }
    }

    /** Says quickly that almost every entry has none. */
    static boolean hasPayloads(byte[] header) {
        for (int i = 0; i + PAYLOADS.length <= header.length; i++) {
            if (java.util.Arrays.equals(header, i, i + PAYLOADS.length, PAYLOADS, 0, PAYLOADS.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the header says that this is the payload of that part. */
    static boolean names(byte[] header, Payload payload) throws IOException {
        for (JsonNode named : object(header).path("payloads")) {
            if (named.path("part").asInt(-1) == payload.part()
                    && named.path("sha256").asText().equals(payload.hash())) {
                return true;
            }
        }
        return false;
    }

    /** Header and opened parts of version 2, merged. */
    static Recorded ofMerged(ObjectNode tree) throws IOException {
        String kind = tree.path("kind").asText();
        switch (kind) {
            case "activity" -> {
                List.of("amr", "reached").forEach(list -> arrayUnlessThere(tree, list));
                objectUnlessThere(tree, "details");
            }
            case "change" -> {
                arrayUnlessThere(tree, "fields");
                actor(tree);
            }
            case "refusal", "look" -> actor(tree);
            case "decision" -> {
                arrayUnlessThere(tree, "reasons");
                text(tree, "effect", tree.remove("type"));
            }
            case "act" -> {
                objectUnlessThere(tree, "facts");
                actor(tree);
            }
            case "mark" -> objectUnlessThere(tree, "facts");
            default -> {}
        }
        for (String text : TEXTS.getOrDefault(kind, List.of())) {
            if (!tree.has(text)) {
                tree.put(text, "");
            }
        }
        return of(tree);
    }

    private static Recorded of(ObjectNode tree) throws IOException {
        Class<? extends Recorded> kind = KINDS.get(tree.path("kind").asText());
        if (kind == null) {
            throw new IOException("unknown kind of leaf");
        }
        tree.remove("kind");
        return JSON.treeToValue(tree, kind);
    }

    private static void actor(ObjectNode tree) {
        ObjectNode actor = tree.path("actor") instanceof ObjectNode said ? said : JSON.createObjectNode();
        text(actor, "realmId", tree.remove("actorRealmId"));
        text(actor, "clientId", tree.remove("clientId"));
        tree.set("actor", actor);
    }

    private static void text(ObjectNode into, String name, @Nullable JsonNode value) {
        if (value != null) {
            into.set(name, value);
        }
    }

    private static void arrayUnlessThere(ObjectNode tree, String name) {
        if (!tree.has(name)) {
            tree.putArray(name);
        }
    }

    private static void objectUnlessThere(ObjectNode tree, String name) {
        if (!tree.has(name)) {
            tree.putObject(name);
        }
    }
}
