package health.keyward.review.core;

import health.keyward.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What another system says about a role or a group.
 *
 * @param person who has it there, though Keycloak's tables do not say so; null: it may come from there for whoever is linked to the system and has it in Keycloak
 * @param group whether {@code id} is that of a group
 */
public record Foreign(@Nullable UserId person, boolean group, String id, Origin origin) {}
