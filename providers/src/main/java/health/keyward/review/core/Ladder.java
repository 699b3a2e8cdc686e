package health.keyward.review.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is done while an item waits for its reviewer (AR-12): somebody is asked beside them, somebody takes their place, the owner is told. Each after so many
 * hundredths of the stage; 100 is never, because the stage is over by then.
 */
public record Ladder(int add, int replace, int owner) {
    public static final Ladder USUAL = new Ladder(50, 75, 90);
    private static final int NEVER = 100;

    public Ladder {
        if (add < 1 || replace < add || owner < replace || owner > NEVER) {
            throw new IllegalArgumentException(
                    "the steps of an escalation stand in their order, at 1 to " + NEVER + " hundredths of the stage");
        }
    }

    /** Its steps, in their order. */
    public enum Rung {
        ADD,
        REPLACE,
        OWNER;

        /** Empty after the last. */
        public Optional<Rung> next() {
            return this == OWNER ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
        }
    }

    public Instant at(Rung rung, Instant began, Instant ends) {
        int hundredths = switch (rung) {
            case ADD -> add;
            case REPLACE -> replace;
            case OWNER -> owner;
        };
        return began.plus(Duration.between(began, ends).multipliedBy(hundredths).dividedBy(NEVER));
    }
}
