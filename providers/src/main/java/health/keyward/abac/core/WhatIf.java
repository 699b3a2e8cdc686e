package health.keyward.abac.core;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import health.keyward.abac.core.Decision.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A question that nobody asked (AB-7): what is known of it now, and in the place of some of that what is assumed. It decides nothing and is no decision of the
 * record.
 *
 * @param attributes what is known, assumed or said, each with its source
 * @param input what a policy is asked
 */
public record WhatIf(Question question, List<Attribute> attributes, Map<String, @Nullable Object> input) {
    /** Source of what is assumed. */
    public static final String ASSUMED = "what-if";

    private static final int MOST_TRIES = 2_000;
    private static final Duration TURNING = Duration.ofMillis(700);

    public WhatIf {
        attributes = List.copyOf(attributes);
    }

    /**
     * What a policy says.
     *
     * @param matched rules that took part, where the engine knows
     * @param micros how long the engine took
     */
    public record Answer(Effect effect, List<Reason> reasons, List<Engine.Matched> matched, long micros) {
        public Answer {
            reasons = List.copyOf(reasons);
            matched = List.copyOf(matched);
        }
    }

    /**
     * @param assumed takes the place of what a source says of that path, and below it
     * @throws RuntimeException when a source fails, or no policy could be asked that
     */
    public static WhatIf of(Question question, List<AttributeSource> sources, List<Attribute> assumed) {
        List<Attribute> known = new ArrayList<>();
        for (Attribute one : Known.gather(question, sources)) {
            if (assumed.stream().noneMatch(other -> covers(other.path(), one.path()))) {
                known.add(one);
            }
        }
        known.addAll(assumed);
        Known all = Known.of(question, known);
        return new WhatIf(question, all.attributes(), all.input());
    }

    private static boolean covers(String path, String other) {
        return other.equals(path) || other.startsWith(path + ".");
    }

    public Answer ask(Policy policy, LongSupplier nanos) {
        Asking.Asked asked = new Asking(nanos).ask(policy, input, question.supportedObligations());
        return new Answer(asked.ruling().effect(), asked.ruling().reasons(), asked.matched(), asked.micros());
    }

    /** The smallest change that would turn it, of those that are tried. */
    public Optional<Flip.Found> turn(Policy policy, Effect was, LongSupplier nanos) {
        return new Flip(policy, question.supportedObligations(), MOST_TRIES, TURNING, nanos).of(input, was);
    }
}
