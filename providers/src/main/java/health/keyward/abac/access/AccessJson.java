package health.keyward.abac.access;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a body as plain values: texts, booleans, {@link Long}s, {@link BigDecimal}s, lists and maps. Strict about what two readers could read differently
 * (AuthZEN 11.5): doubled names, trailing text, broken UTF-8, numbers beyond double precision. A null says no more than a missing member and is left out.
 */
final class AccessJson {
    private static final int DEEPEST = 32;
    /** Exponents of a double and a little more. */
    private static final int LARGEST_EXPONENT = 400;

    private static final JsonMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(64)
                            .maxNameLength(500)
                            .maxStringLength(64 << 10)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private AccessJson() {}

    /** Not readable as we want it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    static Map<String, Object> object(byte[] body) throws Unreadable {
        Object value = value(body);
        if (!(value instanceof Map<?, ?> map)) {
            throw new Unreadable("The body must be a JSON object.");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, inner) -> object.put(name.toString(), inner));
        return object;
    }

    /** @return never null; a JSON null is an empty text */
    static Object value(byte[] body) throws Unreadable {
        String text = text(body);
        if (text.isBlank()) {
            throw new Unreadable("The body is empty.");
        }
        try {
            JsonNode tree = JSON.readTree(text);
            return tree.isNull() ? "" : plain(tree);
        } catch (JsonProcessingException e) {
            throw new Unreadable("The body is not JSON as RFC 8259 has it, with every name once and at most " + DEEPEST
                    + " levels.");
        }
    }

    private static String text(byte[] body) throws Unreadable {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("The body is not UTF-8.");
        }
    }

    private static Object plain(JsonNode node) throws Unreadable {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (!member.getValue().isNull()) {
                    map.put(clean(member.getKey()), plain(member.getValue()));
                }
            }
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            for (JsonNode one : node) {
                if (!one.isNull()) {
                    list.add(plain(one));
                }
            }
            return list;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return number(node);
        }
        return clean(node.textValue());
    }

    private static Object number(JsonNode node) throws Unreadable {
        if (node.canConvertToLong() && node.isIntegralNumber()) {
            return node.longValue();
        }
        BigDecimal number = node.decimalValue();
        if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT
                || Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
            throw new Unreadable("A number is larger or finer than double precision.");
        }
        return number;
    }

    /** No database keeps the first, no encoder the second. */
    private static String clean(String text) throws Unreadable {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Unreadable("A text has a zero character or half a character.");
        }
        return text;
    }
}
