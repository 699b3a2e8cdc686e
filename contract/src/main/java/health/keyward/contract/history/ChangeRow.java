package health.keyward.contract.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change, as a list shows it.
 *
 * @param operation {@code CREATE}, {@code UPDATE}, {@code DELETE}, {@code ACTION}
 * @param area Keycloak's resource type, for example {@code USER} or {@code REALM_ROLE_MAPPING}
 * @param target path of the changed thing under the realm
 * @param source {@code ADMIN_EVENT}, {@code MODEL} (no admin call), {@code REQUEST} (admin call without an event of its own), {@code SELF}
 * @param fields how many fields changed
 */
public record ChangeRow(
        String id,
        Instant at,
        String operation,
        String area,
        String target,
        @Nullable String targetPersonId,
        @Nullable String targetPerson,
        @Nullable String actorId,
        @Nullable String actor,
        @Nullable String actorRealm,
        @Nullable String app,
        @Nullable String address,
        String source,
        int fields,
        boolean synthetic) {}
