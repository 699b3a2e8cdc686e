package health.keyward.abac;

import health.keyward.kernel.RealmId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is contained because of an incident (AB-4). Rooms that are told of it bring theirs beside their own door; where no room does, nobody can be
 * contained and nothing can be stale. An exception refuses the decision.
 */
public interface LockView {
    /**
     * @param subject Keycloak's id of the person or service
     * @param client client id of the app in use; null when none is known
     */
    Lock of(RealmId realm, String subject, @Nullable String client);

    /**
     * @param asOf when the view was last known to be whole; null when it never was, which counts as stale
     */
    record Lock(boolean locked, @Nullable Instant asOf) {}
}
