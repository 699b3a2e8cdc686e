package health.keyward.abac.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Enforcement.Mode;
import java.util.Map;
import java.util.TreeMap;

/** The enforcement switch as the one text that is stored and agreed on: {@code {"apps":{"ehr":"ENFORCE"},"realm":"RECORD"}}. */
public final class EnforcementText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REALM = "realm";
    private static final String APPS = "apps";

    private EnforcementText() {}

    public static String of(Enforcement enforcement) {
        Map<String, Object> text = new TreeMap<>();
        text.put(REALM, enforcement.realm());
        text.put(APPS, new TreeMap<>(enforcement.apps()));
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and words always become JSON", e);
        }
    }

    /** @throws IllegalStateException when the text is none of ours */
    public static Enforcement read(String text) {
        try {
            var tree = JSON.readTree(text);
            Map<String, Mode> apps = JSON.convertValue(tree.path(APPS), new TypeReference<>() {});
            return new Enforcement(Mode.valueOf(tree.path(REALM).asText()), apps);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalStateException("this is no enforcement switch", e);
        }
    }
}
