package health.keyward.abac.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.abac.Attribute;
import health.keyward.abac.core.Decision.Effect;
import health.keyward.abac.core.Flip;
import health.keyward.abac.core.Mask;
import health.keyward.abac.core.Noted;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.audit.Recorded;
import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.DecisionRow;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the sealed entry of a decision into an answer, as far as the policy in force lets it be shown. */
final class DecisionExplanation {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> DOCUMENT = new TypeReference<>() {};
    private static final Duration MASKING = Duration.ofMillis(250);
    private static final Duration TURNING = Duration.ofMillis(700);
    private static final int MOST_TRIES = 2_000;

    private final Policies.Standing standing;

    DecisionExplanation(Policies.Standing standing) {
        this.standing = standing;
    }

    DecisionDetail of(DecisionRow row, Recorded.@Nullable Decision entry) {
        if (entry == null) {
            return bare(row, DecisionDetail.Shown.NOT_YET);
        }
        String document = entry.input();
        if (document == null) {
            return bare(row, DecisionDetail.Shown.ERASED);
        }
        if (!(standing instanceof Policies.Standing.Active active)) {
            return bare(row, DecisionDetail.Shown.MASK_FAILED);
        }
        try {
            Map<String, @Nullable Object> input = JSON.readValue(document, DOCUMENT);
            Optional<Mask> mask = Mask.of(active.policy(), input, MASKING);
            return mask.isEmpty()
                    ? bare(row, DecisionDetail.Shown.MASK_FAILED)
                    : explained(row, entry, input, mask.get(), active.policy());
        } catch (JsonProcessingException e) {
            return bare(row, DecisionDetail.Shown.MASK_FAILED);
        }
    }

    private static DecisionDetail bare(DecisionRow row, DecisionDetail.Shown shown) {
        return new DecisionDetail(row, shown, null, null, null, null, List.of(), List.of(), List.of(), List.of(), null);
    }

    private static DecisionDetail explained(
            DecisionRow row, Recorded.Decision entry, Map<String, @Nullable Object> input, Mask mask, Policy policy)
            throws JsonProcessingException {
        JsonNode why = JSON.readTree(entry.why() == null ? "{}" : entry.why());
        List<JsonNode> attributes = Noted.each(noted(entry), input).stream()
                .map(one -> JSON.<JsonNode>valueToTree(one))
                .toList();
        List<JsonNode> overridden = overridden(attributes);
        List<JsonNode> known =
                attributes.stream().filter(one -> !overridden.contains(one)).toList();
        return new DecisionDetail(
                row,
                DecisionDetail.Shown.ALL,
                shownText(mask, "resource.id", entry.resource()),
                shownText(mask, "context.network.address", entry.address()),
                entry.sessionId(),
                entry.inputHash(),
                reasons(why),
                rules(why),
                known(known, mask, entry.at()),
                known(overridden, mask, entry.at()),
                turn(row, entry, input, mask, policy));
    }

    private static List<?> noted(Recorded.Decision entry) throws JsonProcessingException {
        return entry.attributes() == null ? List.of() : JSON.readValue(entry.attributes(), List.class);
    }

    private static @Nullable String shownText(Mask mask, String path, @Nullable String value) {
        return value == null
                ? null
                : mask.shown(path, value).map(String::valueOf).orElse(null);
    }

    private static List<DecisionDetail.Reason> reasons(JsonNode why) {
        List<DecisionDetail.Reason> reasons = new ArrayList<>();
        for (JsonNode one : why.path("reasons")) {
            List<String> missing = new ArrayList<>();
            one.path("missing").forEach(path -> missing.add(path.asText()));
            List<String> facts = new ArrayList<>();
            one.path("facts")
                    .properties()
                    .forEach(fact ->
                            facts.add(fact.getKey() + ": " + fact.getValue().asText()));
            reasons.add(new DecisionDetail.Reason(one.path("code").asText(), missing, facts));
        }
        return reasons;
    }

    private static List<DecisionDetail.Rule> rules(JsonNode why) {
        return why.path("matched").isArray()
                ? Noted.eachRule(JSON.convertValue(why.path("matched"), List.class)).stream()
                        .map(one -> new DecisionDetail.Rule(one.file(), one.row(), one.rule()))
                        .toList()
                : List.of();
    }

    /** What the asker said and Keyward knew better. */
    private static List<JsonNode> overridden(List<JsonNode> attributes) {
        return attributes.stream()
                .filter(one -> one.path("source").asText().equals(Attribute.OVERRIDDEN))
                .toList();
    }

    private static List<DecisionDetail.Known> known(List<JsonNode> attributes, Mask mask, Instant at) {
        List<DecisionDetail.Known> known = new ArrayList<>();
        for (JsonNode one : attributes) {
            String path = one.path("path").asText();
            known.add(new DecisionDetail.Known(
                    path,
                    shown(mask, path, JSON.convertValue(one.path("value"), Object.class)),
                    one.path("source").asText(),
                    age(one.path("asOf").asText(""), at)));
        }
        return known;
    }

    /** As JSON; null for nothing, and for what the mask hides. */
    static @Nullable String shown(Mask mask, String path, @Nullable Object value) {
        Optional<Object> shown = value == null ? Optional.empty() : mask.shown(path, value);
        try {
            return shown.isEmpty() ? null : JSON.writeValueAsString(shown.get());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an attribute that is no JSON", e);
        }
    }

    private static @Nullable Long age(String asOf, Instant at) {
        try {
            return asOf.isEmpty()
                    ? null
                    : Math.max(0, Duration.between(Instant.parse(asOf), at).toSeconds());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Only the policy that decided can say what would have turned it. */
    private static DecisionDetail.@Nullable Turn turn(
            DecisionRow row, Recorded.Decision entry, Map<String, @Nullable Object> input, Mask mask, Policy policy)
            throws JsonProcessingException {
        if (!policy.revision().equals(entry.revision())) {
            return null;
        }
        Set<String> supported = new HashSet<>();
        JSON.readTree(entry.question() == null ? "{}" : entry.question())
                .path("supportedObligations")
                .forEach(one -> supported.add(one.asText()));
        Optional<Flip.Found> found = new Flip(policy, supported, MOST_TRIES, TURNING, System::nanoTime)
                .of(input, Effect.valueOf(row.effect()));
        if (found.isEmpty()) {
            return null;
        }
        return said(found.get(), mask);
    }

    static DecisionDetail.Turn said(Flip.Found found, Mask mask) {
        return new DecisionDetail.Turn(
                found.effect().name(),
                found.changes().stream()
                        .map(change -> new DecisionDetail.Change(
                                change.path(),
                                shown(mask, change.path(), change.from()),
                                shown(mask, change.path(), change.to())))
                        .toList());
    }
}
