package health.keyward.contract.inactivity;

/** @param owner id of a person of the realm who may sign in */
public record InactivityServiceOwner(String owner, String reason) {}
