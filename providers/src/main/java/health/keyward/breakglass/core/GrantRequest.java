package health.keyward.breakglass.core;

import health.keyward.breakglass.Grant;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted, after everything was asked and proven that the rules of asking want.
 *
 * @param patient opaque reference ({@link PatientReference})
 * @param apps client ids it is to be good for; the app of the binding is one of them
 * @param reasonMinutes longest time of the reason
 * @param minutes wanted; null for the usual time
 * @param sensitive whether the data class is a sensitive one
 * @param waived whether a colleague's signature stands in for the second factor
 * @param coSigner who signed, for either purpose; null when nobody had to
 * @param degraded whether the engine that decides was down
 */
public record GrantRequest(
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
        int reasonMinutes,
        @Nullable Integer minutes,
        boolean sensitive,
        Grant.Binding binding,
        boolean waived,
        @Nullable UserId coSigner,
        boolean degraded) {
    public GrantRequest {
        apps = List.copyOf(apps);
    }
}
