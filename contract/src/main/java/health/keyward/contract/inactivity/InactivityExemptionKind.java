package health.keyward.contract.inactivity;

/** A LEAVE pauses the clock; an EXEMPTION holds every step. */
public enum InactivityExemptionKind {
    EXEMPTION,
    LEAVE
}
