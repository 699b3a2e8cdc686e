package health.keyward.contract.inactivity;

/** Ends one before its time. */
public record EndInactivityExemption(String reason) {}
