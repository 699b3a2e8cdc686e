package health.keyward.abac.keycloak;

/** Wires attribute sources and the places where Keycloak is held to decisions. */
final class DecidePart {}
