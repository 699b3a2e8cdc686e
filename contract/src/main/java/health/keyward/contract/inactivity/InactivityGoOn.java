package health.keyward.contract.inactivity;

/** What shall become of the run that the breaker stopped, and why. */
public record InactivityGoOn(String runId, String reason) {}
