package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.StepUpMap;

/** The maps in force, for the rim of this room. */
interface StepUpMaps {
    /** {@link StepUpMap#EMPTY} where none was published. */
    StepUpMap of(RealmId realm);

    /** The same without the rules that ask where a request comes from. */
    StepUpMap whereverFrom(RealmId realm);
}
