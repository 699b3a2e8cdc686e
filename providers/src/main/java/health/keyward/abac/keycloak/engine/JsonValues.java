package health.keyward.abac.keycloak.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the values that {@link health.keyward.abac.core.Engine} takes and gives: texts, Booleans, Longs, BigDecimals, lists and maps. Written with sorted
 * keys, so that equal documents are equal texts.
 */
public final class JsonValues {
    private static final int MAX_DEPTH = 500;

    private static final JsonFactory READER = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(1000)
                    .build())
            .build();
    private static final ObjectMapper WRITER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private JsonValues() {}

    /** @throws IllegalArgumentException if it is no JSON, nested deeper than 500, or has something behind it */
    public static @Nullable Object read(String json) {
        try (JsonParser parser = READER.createParser(json)) {
            return read(parser);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** The same of UTF-8. */
    public static @Nullable Object read(byte[] json) {
        try (JsonParser parser = READER.createParser(json)) {
            return read(parser);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** @throws IllegalArgumentException also if it is no object */
    public static Map<String, @Nullable Object> object(String json) {
        return asObject(read(json));
    }

    /** @throws IllegalArgumentException also if it is no object */
    public static Map<String, @Nullable Object> object(byte[] json) {
        return asObject(read(json));
    }

    /** With sorted keys and without spaces. */
    public static String write(@Nullable Object value) {
        try {
            return whole(WRITER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** @throws IllegalArgumentException if a value that was read is no object */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> asObject(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("no JSON object");
    }

    /** Half a surrogate pair cannot be written in UTF-8; every reader but Java's would put something else in its place. */
    private static String whole(String text) {
        boolean broken = false;
        for (int i = 0; i < text.length() && !broken; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                broken = !Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ');
                i++;
            }
        }
        if (!broken) {
            return text;
        }
        StringBuilder made = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> made.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return made.toString();
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        parser.nextToken();
        Object value = value(parser);
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("no JSON: something stands behind the document");
        }
        return value;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case null -> throw new IllegalArgumentException("no JSON: it ends too early");
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> whole(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = whole(parser.currentName());
                    parser.nextToken();
                    map.put(key, value(parser));
                }
                yield map;
            }
            default -> throw new IllegalArgumentException("no JSON");
        };
    }

    private static Object whole(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> new BigDecimal(parser.getBigIntegerValue());
        };
    }

    private static IllegalArgumentException notJson(IOException e) {
        return new IllegalArgumentException("no JSON: " + e.getClass().getSimpleName(), e);
    }
}
