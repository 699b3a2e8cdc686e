package health.keyward.contract.abac;

/** What becomes of an answer. */
public enum PolicyMode {
    /** It is recorded, and the step-up map goes on by itself. */
    RECORD,
    ENFORCE
}
