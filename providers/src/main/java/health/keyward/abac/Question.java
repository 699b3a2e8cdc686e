package health.keyward.abac;

import health.keyward.kernel.RealmId;
import java.util.Map;
import java.util.Set;

/**
 * May this subject do that to this resource, here and now?
 *
 * @param context what the asker says of the circumstances; never believed against what Keyward knows
 * @param supportedObligations types the asker can carry out; a policy may ask for no other
 */
public record Question(
        RealmId realm,
        Asked asked,
        Party subject,
        Act action,
        Party resource,
        Map<String, Object> context,
        Set<String> supportedObligations) {
    public Question {
        context = Map.copyOf(context);
        supportedObligations = Set.copyOf(supportedObligations);
    }
}
