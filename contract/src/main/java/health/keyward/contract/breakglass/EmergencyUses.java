package health.keyward.contract.breakglass;

import java.util.List;

/** The newest 100 openings of emergency accounts, newest first. */
public record EmergencyUses(List<EmergencyUse> uses) {}
