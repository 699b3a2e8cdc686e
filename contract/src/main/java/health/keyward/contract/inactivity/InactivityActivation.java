package health.keyward.contract.inactivity;

/** Activates the draft of that hash. Its dry run is at most a day old. */
public record InactivityActivation(String hash, String reason) {}
