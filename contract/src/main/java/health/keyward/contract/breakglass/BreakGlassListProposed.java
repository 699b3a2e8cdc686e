package health.keyward.contract.breakglass;

/** @param proposal id of the proposal that waits for a second person */
public record BreakGlassListProposed(String proposal) {}
