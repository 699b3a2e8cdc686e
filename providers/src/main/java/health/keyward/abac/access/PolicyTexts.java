package health.keyward.abac.access;

import health.keyward.abac.Reason;
import health.keyward.abac.core.Policies;
import health.keyward.kernel.RealmId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The texts of the policy that a realm is decided by, as it is when they are needed; where nothing decides, what can be said of any reason.
 *
 * @param realm of the present call
 */
public record PolicyTexts(Policies policies, Supplier<RealmId> realm) implements ReasonTexts {
    @Override
    public Text of(Reason reason, Locale language) {
        return switch (policies.of(realm.get())) {
            case Policies.Standing.Active active ->
                new ManifestTexts(active.policy().texts()).of(reason, language);
            case Policies.Standing.None none -> new ManifestTexts(Map.of()).of(reason, language);
        };
    }
}
