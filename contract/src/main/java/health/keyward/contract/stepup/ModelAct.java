package health.keyward.contract.stepup;

/** What can be decided about a model. {@code WITHDRAWN}: as if nothing had been decided. */
public enum ModelAct {
    ACCEPTED,
    WITHDRAWN,
    REFUSED
}
