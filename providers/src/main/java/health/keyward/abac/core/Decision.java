package health.keyward.abac.core;

import health.keyward.abac.Attribute;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is recorded: enough to explain it and to decide it again.
 *
 * @param id 32 hex digits of 16 random bytes
 * @param attributes everything that was known, the asker's words among it, each with source and age
 * @param input what the engine was asked: question and attributes as one document
 * @param document the same as {@link CanonicalJson}
 * @param inputHash SHA-256 of the document, 64 hex digits
 * @param effect what came of it
 * @param revision null when no policy answered
 * @param enforced whether anybody was held to it
 * @param micros how long the engine took
 * @param shadow what another policy would have said; null when none was asked or it said the same
 */
public record Decision(
        String id,
        Instant at,
        Question question,
        List<Attribute> attributes,
        Map<String, @Nullable Object> input,
        String document,
        String inputHash,
        Effect effect,
        List<Reason> reasons,
        List<Engine.Matched> matched,
        @Nullable Object result,
        @Nullable String revision,
        String engine,
        boolean enforced,
        long micros,
        @Nullable Shadow shadow) {
    public Decision {
        attributes = List.copyOf(attributes);
        reasons = List.copyOf(reasons);
        matched = List.copyOf(matched);
    }

    /** What came of a question, as one word. */
    public enum Effect {
        PERMIT,
        STEP_UP,
        OFFER_BREAK_GLASS,
        DENY
    }

    /** What another policy would have said. */
    public record Shadow(String revision, Effect effect, List<Reason> reasons) {
        public Shadow {
            reasons = List.copyOf(reasons);
        }
    }
}
