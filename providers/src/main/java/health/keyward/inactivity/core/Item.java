package health.keyward.inactivity.core;

import health.keyward.inactivity.Dormancy.Step;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of a run's list. */
public record Item(
        UUID run,
        UserId person,
        Step from,
        Act act,
        @Nullable Cause cause,
        String policy,
        State state,
        @Nullable String detail,
        @Nullable Instant at) {
    public enum State {
        PENDING,
        DONE,
        FAILED,
        /** It was not due any more. */
        SKIPPED
    }

    /** As it is hashed: what was done to whom, and nothing that depends on who reads it. */
    public String line() {
        return person.value() + "\t" + from + "\t" + act + "\t" + (cause == null ? "-" : cause) + "\t" + policy + "\t"
                + state + "\t" + (detail == null ? "-" : detail) + "\t" + (at == null ? "-" : at) + "\n";
    }
}
