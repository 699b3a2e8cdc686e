package health.keyward.breakglass;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Emergency access of one person to one patient (BG-4).
 *
 * @param id 32 hex digits of 16 random bytes
 * @param patient opaque reference as the app knows the patient; never a name
 * @param apps client ids it is good for
 * @param dataClass for example {@code clinical}
 * @param purpose HL7 v3 ActReason: {@code BTG} or {@code ETREAT}
 * @param reason code of the realm's list, with the version it was taken from
 * @param until no token and no decision goes beyond this
 * @param binding what it is bound to
 * @param waived whether a colleague's signature stood in for the second factor (BG-5)
 * @param coSigner that colleague; null when the factor was shown
 * @param degraded whether the engine that decides was down (BG-19)
 * @param ended null while it runs; a grant whose {@code until} has passed runs no more, whatever stands here
 */
public record Grant(
        String id,
        RealmId realm,
        UserId person,
        String username,
        String patient,
        List<String> apps,
        String dataClass,
        String action,
        String purpose,
        String reason,
        int reasonsVersion,
        Instant from,
        Instant until,
        Binding binding,
        boolean waived,
        @Nullable UserId coSigner,
        boolean degraded,
        @Nullable End ended) {
    public Grant {
        apps = List.copyOf(apps);
    }

    public boolean runsAt(Instant now) {
        return ended == null && !now.isBefore(from) && now.isBefore(until);
    }

    /**
     * What a grant holds on to (BG-9): another session, app or device is refused and alarms.
     *
     * @param session Keycloak's id of the session
     * @param client client id of the app it was asked for
     * @param key thumbprint of the sender's key (DPoP {@code jkt}, mTLS {@code x5t#S256}); null when the app has none
     * @param device id of the browser's device cookie; null when there is none
     */
    public record Binding(
            String session,
            String client,
            @Nullable String key,
            @Nullable String device) {}

    /** @param by null for a job of the house */
    public record End(Instant at, EndReason why, @Nullable UserId by) {}
}
