package health.keyward.contract.inactivity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A confidential client (IN-11).
 *
 * @param id Keycloak's key of it
 * @param acts whether it has a service account
 * @param kept whether nothing is ever done to it
 * @param owner id of whoever answers for it
 * @param ownerName null when nobody does, or the person is gone
 * @param answered whether somebody who may sign in answers for it
 * @param ownUse last success as itself, to the hour
 * @param otherUse last success for a person, to the hour
 * @param next what comes next by the policy; null for nothing
 */
public record InactivityServiceAccount(
        String id,
        String clientId,
        @Nullable String name,
        boolean enabled,
        boolean acts,
        boolean kept,
        Instant firstSeen,
        @Nullable String owner,
        @Nullable String ownerName,
        boolean answered,
        @Nullable Instant ownUse,
        @Nullable Instant otherUse,
        InactivityServiceState state,
        Instant since,
        @Nullable InactivityServiceAct next,
        @Nullable Instant nextAt,
        @Nullable InactivityServiceHeld held) {}
