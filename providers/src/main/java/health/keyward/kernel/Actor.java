package health.keyward.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who did something: a person or a service account, through which client, in which session, from where. Every part may be unknown.
 *
 * @param realmId realm the actor lives in; a master admin acts on other realms
 * @param username name at that time
 */
public record Actor(
        @Nullable String realmId,
        @Nullable String userId,
        @Nullable String username,
        @Nullable String clientId,
        @Nullable String sessionId,
        @Nullable String address) {
    public static final Actor NOBODY = new Actor(null, null, null, null, null, null);
}
