package health.keyward.approval;

import org.jspecify.annotations.Nullable;

/** How an act on a proposal ended. */
public sealed interface Outcome {
    /** It was done; this is how the proposal stands now. */
    record Ok(Proposal proposal) implements Outcome {}

    /** There is no such proposal in the realm. */
    record Unknown() implements Outcome {}

    /** @param because what stands against it by now, in a sentence; null where the refusal says all */
    record Refused(Refusal why, @Nullable String because) implements Outcome {
        public Refused(Refusal why) {
            this(why, null);
        }
    }

    /** What was asked is no change of that kind. */
    record Unclear(String why) implements Outcome {}

    /** It was confirmed and could not be done; nothing of it was stored, and it stays so. */
    record NotDone(Proposal proposal) implements Outcome {}
}
