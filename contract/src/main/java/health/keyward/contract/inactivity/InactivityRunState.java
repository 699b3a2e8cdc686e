package health.keyward.contract.inactivity;

/** HALTED: the circuit breaker stopped it before anything was done. CANCELLED: nothing more will come of it. */
public enum InactivityRunState {
    OPEN,
    HALTED,
    DONE,
    CANCELLED
}
