package health.keyward.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Contract records to JSON and back: instants as ISO-8601 text, unknown members refused. */
public final class Wire {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Wire() {}

    public static Response json(Object contractRecord) {
        return Response.ok(text(contractRecord), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    public static String text(Object contractRecord) {
        try {
            return JSON.writeValueAsString(contractRecord);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contract record does not serialise: " + contractRecord.getClass(), e);
        }
    }

    /** @throws ProblemException 400 when the body is not that record */
    public static <T> T read(String body, Class<T> type) {
        try {
            T value = JSON.readValue(body, type);
            if (value == null) {
                throw Problems.badRequest(
                        "bad-body", "The body is empty. Send a " + type.getSimpleName() + " as JSON.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Problems.badRequest(
                    "bad-body",
                    "The body is not a " + type.getSimpleName()
                            + " as JSON. The API document says which fields it has.");
        }
    }
}
