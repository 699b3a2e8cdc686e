package health.keyward.breakglass.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.breakglass.core.Eligibility;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.core.Reasons;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A list as the one text that is stored and hashed: JSON with members and keys in alphabetical order. One list has one text. */
public final class AskText {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private AskText() {}

    public static String of(Eligibility list) {
        return write(list);
    }

    public static String of(Reasons list) {
        return write(list);
    }

    public static String of(EmergencyRegister register) {
        return write(register);
    }

    /** @throws IllegalStateException when the text is none of ours */
    public static EmergencyRegister register(String text) {
        return read(text, EmergencyRegister.class);
    }

    /** @throws IllegalStateException when the text is none of ours */
    public static Eligibility eligibility(String text) {
        return read(text, Eligibility.class);
    }

    /** @throws IllegalStateException when the text is none of ours */
    public static Reasons reasons(String text) {
        return read(text, Reasons.class);
    }

    private static String write(Object list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list always becomes JSON", e);
        }
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored list of emergency access is no list", e);
        }
    }

    /** SHA-256 of the UTF-8 bytes, 64 hex digits. */
    public static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
