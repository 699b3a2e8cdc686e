package health.keyward.approval;

/** How an act on a proposal ended. */
public sealed interface Outcome {
    /** It was done; this is how the proposal stands now. */
    record Ok(Proposal proposal) implements Outcome {}

    /** There is no such proposal in the realm. */
    record Unknown() implements Outcome {}

    record Refused(Refusal why) implements Outcome {}

    /** What was asked is no change of that kind. */
    record Unclear(String why) implements Outcome {}

    /** It was confirmed and could not be done; nothing of it was stored, and it stays so. */
    record NotDone(Proposal proposal) implements Outcome {}
}
