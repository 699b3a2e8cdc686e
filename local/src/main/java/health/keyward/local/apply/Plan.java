package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The differences between a realm and the blueprint, and the way to remove them. Made by reading only. */
public final class Plan {

    /** @param before what was there, empty when nothing was */
    private record Step(Part part, Optional<JsonNode> before, List<String> lines) {}

    private final RealmApi api;
    private final List<Step> steps;
    private final List<String> refusals;

    private Plan(RealmApi api, List<Step> steps, List<String> refusals) {
        this.api = api;
        this.steps = List.copyOf(steps);
        this.refusals = List.copyOf(refusals);
    }

    static Plan of(RealmApi api, List<Part> parts) {
        List<Step> steps = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (Part part : parts) {
            Optional<JsonNode> there = part.current(api);
            if (there.isEmpty()) {
                steps.add(new Step(part, there, List.of(part.name() + ": is missing and will be made")));
                continue;
            }
            Optional<String> foreign = part.foreign(there.get());
            List<String> lines = Shape.differences(there.get(), part.wanted());
            if (foreign.isPresent()) {
                refusals.add(part.name() + ": " + foreign.get());
            } else if (!lines.isEmpty()) {
                steps.add(new Step(
                        part,
                        there,
                        lines.stream().map(line -> part.name() + ": " + line).toList()));
            }
        }
        return new Plan(api, steps, refusals);
    }

    /** One line per difference, for people; empty when nothing is to do. */
    public List<String> differences() {
        return steps.stream().flatMap(step -> step.lines().stream()).toList();
    }

    /** One line per thing that carries a name of ours and is not ours; such a plan is not carried out. */
    public List<String> refusals() {
        return refusals;
    }

    /** What {@link Undo} needs to put everything back that {@link #carryOut} is about to change; holds no secret. */
    ArrayNode snapshot() {
        ArrayNode entries = Json.array();
        for (Step step : steps) {
            ObjectNode entry = entries.addObject().put("part", step.part().name());
            entry.set("before", step.before().orElse(Json.MAPPER.nullNode()));
            entry.set("after", step.part().wanted());
        }
        return entries;
    }

    /** @throws IllegalStateException when there are {@link #refusals} */
    public void carryOut() {
        if (!refusals.isEmpty()) {
            throw new IllegalStateException("Not carried out: " + String.join("; ", refusals));
        }
        steps.forEach(step -> step.part().put(api, step.part().wanted()));
    }
}
