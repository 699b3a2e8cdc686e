package health.keyward.contract.abac;

/** What is done with a policy. */
public enum PolicyAct {
    PUBLISH,
    ROLLBACK,
    /** Another bundle is asked too, only for the record of what would differ. */
    SHADOW,
    /** How far answers are enforced. */
    ENFORCE
}
