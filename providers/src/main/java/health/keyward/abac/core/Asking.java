package health.keyward.abac.core;

import health.keyward.abac.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts one question to one policy within the time its engine has (AB-3). Whatever goes wrong is a refusal.
 *
 * @param nanos a clock for durations
 */
record Asking(LongSupplier nanos) {
    private static final String EMBEDDED = "embedded";

    /** The engine cannot be asked. One that answers, but not as agreed, is not down. */
    private static final Set<Failure> DOWN =
            Set.of(Failure.ENGINE_ERROR, Failure.DEADLINE, Failure.CIRCUIT_OPEN, Failure.NO_POLICY);

    /** What an engine was asked and what came back; {@code failed} says why nothing did. */
    record Asked(
            Ruling ruling,
            List<Engine.Matched> matched,
            @Nullable Object result,
            long micros,
            String engine,
            @Nullable Failure failed) {}

    Asked ask(Policy policy, Map<String, @Nullable Object> input, Set<String> supported) {
        Duration deadline = policy.engine().name().equals(EMBEDDED) ? Decider.EMBEDDED : Decider.SERVER;
        Asked asked = ask(policy, input, supported, deadline);
        Engine local = policy.local();
        Failure failed = asked.failed();
        return local != null && failed != null && DOWN.contains(failed)
                ? emergency(asked, failed, ask(local, input, supported, Decider.EMBEDDED))
                : asked;
    }

    /** The same where nobody waits. */
    Asked ask(Policy policy, Map<String, @Nullable Object> input, Set<String> supported, Duration deadline) {
        return ask(policy.engine(), input, supported, deadline);
    }

    /** From the policy at hand, which was signed and verified as it was taken: emergency access and nothing else (BG-19). */
    private static Asked emergency(Asked down, Failure failure, Asked local) {
        String detail = down.ruling().detail();
        return new Asked(
                local.ruling().whileDown(failure, detail == null ? failure.code() : detail),
                local.matched(),
                local.result(),
                down.micros() + local.micros(),
                local.engine(),
                null);
    }

    private Asked ask(Engine engine, Map<String, @Nullable Object> input, Set<String> supported, Duration deadline) {
        long began = nanos.getAsLong();
        Engine.Outcome outcome;
        try {
            outcome = Objects.requireNonNull(engine.evaluate(Policy.DECISION, input, deadline));
        } catch (RuntimeException | StackOverflowError e) {
            outcome =
                    new Engine.Outcome.Failed(Failure.ENGINE_ERROR, e.getClass().getSimpleName());
        }
        long took = nanos.getAsLong() - began;
        if (outcome instanceof Engine.Outcome.Answered && took > deadline.toNanos()) {
            outcome = new Engine.Outcome.Failed(Failure.DEADLINE, "answered too late");
        }
        long micros = took / 1_000;
        Ruling ruling = Ruling.of(outcome, supported);
        return switch (outcome) {
            case Engine.Outcome.Answered(Object value, List<Engine.Matched> matched) ->
                new Asked(ruling, matched, value, micros, engine.name(), null);
            case Engine.Outcome.Failed(Failure failure, String detail) ->
                new Asked(ruling, List.of(), null, micros, engine.name(), failure);
        };
    }
}
