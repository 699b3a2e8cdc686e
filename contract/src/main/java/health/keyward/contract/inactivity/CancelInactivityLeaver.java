package health.keyward.contract.inactivity;

/** Takes a report back; an account that is shut stays so. */
public record CancelInactivityLeaver(String reason) {}
