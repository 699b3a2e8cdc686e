package health.keyward.contract.inactivity;

/** Why a client is disabled or restored. */
public record InactivityServiceReason(String reason) {}
