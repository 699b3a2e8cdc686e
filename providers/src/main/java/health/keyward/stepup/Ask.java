package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A situation the step-up map is asked about.
 *
 * @param client id of the app as it calls itself, not Keycloak's; null when no app is known
 * @param dataClass what the app handles ({@code keyward.data_class}); null when it says nothing
 * @param roles names of the person's effective realm roles
 * @param scopes client scopes that were asked for
 * @param action a name for what is about to be done, for example {@code admin:dispose}; null for a sign-in
 * @param address where the request came from; null when unknown
 * @param person who is asked; null when unknown, and then a rule that turns on the risk speaks
 */
public record Ask(
        RealmId realm,
        @Nullable String client,
        @Nullable String dataClass,
        Set<String> roles,
        Set<String> scopes,
        @Nullable String action,
        @Nullable String address,
        @Nullable UserId person) {
    public Ask {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    /** About nobody in particular. */
    public Ask(
            RealmId realm,
            @Nullable String client,
            @Nullable String dataClass,
            Set<String> roles,
            Set<String> scopes,
            @Nullable String action,
            @Nullable String address) {
        this(realm, client, dataClass, roles, scopes, action, address, null);
    }
}
