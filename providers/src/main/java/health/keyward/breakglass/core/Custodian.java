package health.keyward.breakglass.core;

/**
 * Somebody who keeps an emergency account with others, as a person of their own (EA-4).
 *
 * @param id Keycloak's id
 * @param name user name when the register was written
 */
public record Custodian(String id, String name) {}
