package health.keyward.contract.breakglass;

import java.util.List;

/**
 * The register of emergency administrators, in force.
 *
 * @param version 0 when there is none
 * @param findings what should not stay so; all are high
 * @param versions the newest 50, newest first
 */
public record EmergencyAdmins(
        int version,
        List<EmergencyAdmin> accounts,
        List<EmergencyAdminFinding> findings,
        List<BreakGlassListVersion> versions) {}
