package health.keyward.contract.abac;

/** @param proposal id of the proposal that waits for a second person */
public record PolicyProposed(String proposal) {}
