package health.keyward.contract.breakglass;

import java.util.List;

/**
 * A use of an emergency account with all that was done in it.
 *
 * @param actions in the order of the log, the first 1,000
 */
public record EmergencyUseFile(EmergencyUse use, List<EmergencyUseAction> actions) {}
