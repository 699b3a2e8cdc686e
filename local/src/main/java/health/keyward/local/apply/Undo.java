package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts back what a snapshot says was there before; leaves alone what somebody changed since. */
final class Undo {
    private final RealmApi api;
    private final Map<String, Part> parts;

    Undo(RealmApi api, List<Part> parts) {
        this.api = api;
        this.parts = parts.stream().collect(Collectors.toMap(Part::name, Function.identity()));
    }

    /** @return one line per entry, last change first */
    List<String> carryOut(JsonNode entries) {
        List<String> lines = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            lines.add(back(entries.get(i)));
        }
        return lines;
    }

    private String back(JsonNode entry) {
        String name = entry.path("part").asText();
        Part part = parts.get(name);
        if (part == null) {
            return name + ": this version of Keyward does not know it, left as it is";
        }
        Optional<JsonNode> now = part.current(api);
        if (now.isEmpty()) {
            return name + ": is not there any more";
        }
        JsonNode before = entry.path("before");
        if (Shape.same(now.get(), before)) {
            return name + ": was never changed";
        }
        if (!Shape.same(now.get(), entry.path("after"))) {
            return name + ": was changed by somebody since, left as it is";
        }
        if (before.isNull()) {
            part.remove(api);
            return name + ": removed";
        }
        part.put(api, before);
        return name + ": put back";
    }
}
