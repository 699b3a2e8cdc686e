package health.keyward.abac.rest;

import health.keyward.abac.core.DecisionLine;
import health.keyward.abac.core.Mask;
import health.keyward.abac.core.Policies.Standing;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decision as a line of a file. Whom it is about stands there as far as the mask of the policy in force shows it; where there is no mask, nobody does. */
record DecisionCells(Standing standing) {
    static final List<String> COLUMNS = List.of(
            "at",
            "id",
            "entry",
            "effect",
            "point",
            "app",
            "action",
            "subject_type",
            "resource_type",
            "reasons",
            "revision",
            "engine",
            "micros",
            "enforced",
            "shadow",
            "user_id",
            "username");
    private static final Duration MASKING = Duration.ofMillis(250);

    List<@Nullable Object> of(DecisionLine line) {
        Optional<Mask> mask = mask(line);
        return Arrays.asList(
                line.at(),
                line.id(),
                line.seq(),
                line.effect(),
                line.point(),
                line.client(),
                line.action(),
                line.subjectType(),
                line.resourceType(),
                String.join(" ", line.reasons()),
                line.revision(),
                line.engine(),
                line.micros(),
                line.enforced(),
                line.shadow(),
                shown(mask, "subject.id", line.userId()),
                shown(mask, "subject.properties.username", line.username()));
    }

    private static @Nullable Object shown(Optional<Mask> mask, String path, @Nullable String value) {
        return value == null ? null : mask.flatMap(by -> by.shown(path, value)).orElse(null);
    }

    /** Of the question the line knows no more than this. */
    private Optional<Mask> mask(DecisionLine line) {
        if (!(standing instanceof Standing.Active active) || (line.userId() == null && line.username() == null)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("username", line.username());
        Map<String, @Nullable Object> subject = new HashMap<>();
        subject.put("type", line.subjectType());
        subject.put("id", line.userId());
        subject.put("properties", properties);
        Map<String, @Nullable Object> context = new HashMap<>();
        context.put("client", line.client());
        return Mask.of(
                active.policy(),
                Map.of(
                        "subject",
                        subject,
                        "action",
                        Map.of("name", line.action()),
                        "resource",
                        Map.of("type", line.resourceType()),
                        "context",
                        context),
                MASKING);
    }
}
