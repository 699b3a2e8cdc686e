package health.keyward.contract.review;

/**
 * Which other system a right comes from. Where it comes from an identity provider, or was copied from a directory, it may also have been given by hand: Keycloak
 * does not tell these apart.
 *
 * @param system id of the directory, or alias of the identity provider
 * @param name as administrators know the system
 * @param external what stands there for the right: the name of a group, or a claim and its value
 */
public record ReviewOrigin(ReviewOriginKind kind, String system, String name, String external, ReviewHolding holding) {}
