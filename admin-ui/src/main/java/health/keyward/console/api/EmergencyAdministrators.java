package health.keyward.console.api;

import health.keyward.contract.breakglass.BreakGlassListProposed;
import health.keyward.contract.breakglass.EmergencyAdmins;
import health.keyward.contract.breakglass.EmergencyAdminsDraft;
import health.keyward.contract.breakglass.EmergencyUseFile;
import health.keyward.contract.breakglass.EmergencyUses;
import health.keyward.contract.breakglass.ReviewEmergencyUse;
import org.springframework.stereotype.Component;

/** Reads the register of emergency administrators and what became of the accounts, proposes another register, and says what a use was. */
@Component
public class EmergencyAdministrators {
    private static final String REGISTER = "breakglass/emergency-admins";
    private static final String USES = "breakglass/emergency-uses";

    private final AdminApi api;

    public EmergencyAdministrators(AdminApi api) {
        this.api = api;
    }

    public Answer<EmergencyAdmins> register(Caller caller) {
        return api.get(caller, REGISTER, Query.none(), EmergencyAdmins.class);
    }

    public Answer<BreakGlassListProposed> propose(Caller caller, EmergencyAdminsDraft draft) {
        return api.post(caller, REGISTER + "/proposals", draft, BreakGlassListProposed.class);
    }

    public Answer<EmergencyUses> uses(Caller caller) {
        return api.get(caller, USES, Query.none(), EmergencyUses.class);
    }

    public Answer<EmergencyUseFile> use(Caller caller, String id) {
        return api.get(caller, USES + "/" + id, Query.none(), EmergencyUseFile.class);
    }

    public Answer<EmergencyUseFile> review(Caller caller, String id, ReviewEmergencyUse review) {
        return api.post(caller, USES + "/" + id + "/review", review, EmergencyUseFile.class);
    }
}
