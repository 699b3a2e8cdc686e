package health.keyward.abac.keycloak;

/** Wires the decision point for apps. */
final class AccessPart {}
