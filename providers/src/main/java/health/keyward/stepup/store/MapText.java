package health.keyward.stepup.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.stepup.core.WrittenRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A map as the one text that is stored and hashed: JSON with the members of each rule in alphabetical order. One map has one text. */
public final class MapText {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(WrittenRule.class, Younger.class)
            .build();

    /** What came later is written only where it says something, so that a map of before keeps its text and its hash. */
    private interface Younger {
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean elevatedRisk();
    }

    private MapText() {}

    private record Whole(List<WrittenRule> rules) {}

    public static String of(List<WrittenRule> rules) {
        try {
            return JSON.writeValueAsString(new Whole(rules));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule always becomes JSON", e);
        }
    }

    /** @throws IllegalStateException when the text is none of ours */
    public static List<WrittenRule> read(String text) {
        try {
            return List.copyOf(JSON.readValue(text, Whole.class).rules());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored step-up map is no map", e);
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
