package health.keyward.abac.keycloak.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.core.bundle.Numeral;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON documents of a bundle. A member that comes twice is refused: readers do not agree on which of them counts. */
final class Documents {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Documents() {}

    /** Maps, lists, texts, {@link Numeral}s, booleans and nulls. */
    static @Nullable Object read(String name, byte[] text) throws BadBundle {
        try (JsonParser in = JSON.createParser(text)) {
            in.nextToken();
            Object document = value(in);
            if (in.nextToken() != null) {
                throw new BadBundle(Fault.UNREADABLE, name + " goes on after its end.");
            }
            return document;
        } catch (IOException e) {
            throw new BadBundle(Fault.UNREADABLE, name + " is not JSON.");
        }
    }

    static Map<String, @Nullable Object> object(String name, byte[] text) throws BadBundle {
        return object(name, read(name, text));
    }

    static Map<String, @Nullable Object> object(String name, @Nullable Object value) throws BadBundle {
        if (!(value instanceof Map<?, ?> map)) {
            throw new BadBundle(Fault.UNREADABLE, name + " is not a JSON object.");
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, member) -> object.put(String.valueOf(key), member));
        return object;
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new IOException("nothing there");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    object.put(name, value(in));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(in));
                }
                yield list;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(in.getText());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IOException("no JSON value");
        };
    }

    /** The same with {@link Long}s and {@link BigDecimal}s, as engines take it. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                map.forEach((name, member) -> plain.put(String.valueOf(name), plain(member)));
                yield plain;
            }
            case List<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>();
                list.forEach(item -> plain.add(plain(item)));
                yield plain;
            }
            case Numeral(var text) ->
                text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : new BigDecimal(text);
            case null -> null;
            default -> value;
        };
    }
}
