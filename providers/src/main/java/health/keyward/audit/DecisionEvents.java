package health.keyward.audit;

/** Puts decisions into the words of OPA's decision log, after the policy's own mask. The room of decisions opens this door for the feeds of the ledger. */
public interface DecisionEvents {
    /** One event as JSON; ids and outcome only where the mask fails. */
    String event(Recorded.Decision decision);
}
