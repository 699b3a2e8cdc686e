package health.keyward.stepup;

import java.util.Optional;

/**
 * Speaks for accounts that ordinary rules do not govern. A door that any room may have: asked before the policy, at the gate and before a token leaves, so that
 * such an account comes in when nothing that the policy needs is there. Who throws lets nobody in.
 */
public interface AccountRuling {
    /** @return the last word; empty for everybody else, of whom the policy is asked */
    Optional<AccessRuling.Ruling> on(AccessRuling.Entry entry);

    /** What else has to be shown by somebody whom the policy lets in. */
    default Need beside(AccessRuling.Entry entry) {
        return Need.PASSWORD;
    }
}
