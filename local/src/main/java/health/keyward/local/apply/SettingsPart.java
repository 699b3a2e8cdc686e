package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A few fields of the realm itself. */
final class SettingsPart implements Part {
    private final String path;
    private final String name;
    private final JsonNode wanted;
    private final boolean shared;

    private SettingsPart(String realm, String name, JsonNode wanted, boolean shared) {
        this.path = "/realms/" + HttpRealmApi.encoded(realm);
        this.name = name;
        this.wanted = wanted;
        this.shared = shared;
    }

    /** Fields that Keyward may set whatever they were. */
    static SettingsPart own(String realm, String name, JsonNode wanted) {
        return new SettingsPart(realm, name, wanted, false);
    }

    /** Fields that Keyward sets only where nothing is set, because apps of the realm may rely on what is. */
    static SettingsPart whereNothingIs(String realm, String name, JsonNode wanted) {
        return new SettingsPart(realm, name, wanted, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JsonNode wanted() {
        return wanted;
    }

    @Override
    public Optional<JsonNode> current(RealmApi api) {
        return Optional.of(Shape.cut(api.get(path), wanted));
    }

    @Override
    public Optional<String> foreign(JsonNode current) {
        if (!shared || Shape.same(current, wanted) || Shape.same(current, emptied(wanted))) {
            return Optional.empty();
        }
        return Optional.of("the realm has other values already, and its apps may rely on them: "
                + String.join("; ", Shape.differences(current, wanted)));
    }

    @Override
    public void put(RealmApi api, JsonNode to) {
        ObjectNode full = (ObjectNode) api.get(path);
        Json.merge(full, to);
        api.put(path, full);
    }

    @Override
    public void remove(RealmApi api) {
        put(api, emptied(wanted));
    }

    private static JsonNode emptied(JsonNode template) {
        if (!(template instanceof ObjectNode object)) {
            return Json.MAPPER.nullNode();
        }
        ObjectNode empty = Json.object();
        object.properties().forEach(field -> empty.set(field.getKey(), emptied(field.getValue())));
        return empty;
    }
}
