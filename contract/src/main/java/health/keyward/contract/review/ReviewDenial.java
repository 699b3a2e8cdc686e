package health.keyward.contract.review;

/**
 * What a denial changes, where the right really comes from (AR-2).
 *
 * @param kind {@code ROLE}: a role is taken from the person; {@code GROUP}: the person leaves a group
 * @param name of the role or path of the group
 * @param alsoLoses how many other roles go with it
 */
public record ReviewDenial(String kind, String id, String name, int alsoLoses) {}
