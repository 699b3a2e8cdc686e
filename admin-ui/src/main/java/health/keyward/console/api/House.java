package health.keyward.console.api;

import health.keyward.contract.Me;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.contract.history.DemoData;
import health.keyward.contract.history.Overview;
import org.springframework.stereotype.Component;

/** Reads what concerns the whole realm, and who is asking. */
@Component
public class House {
    private final AdminApi api;

    public House(AdminApi api) {
        this.api = api;
    }

    public Answer<Me> me(Caller caller) {
        return api.get(caller, "me", Query.none(), Me.class);
    }

    public Answer<Overview> overview(Caller caller, Query window) {
        return api.get(caller, "history/overview", window, Overview.class);
    }

    public Answer<LedgerHealth> ledger(Caller caller) {
        return api.get(caller, "audit/health", Query.none(), LedgerHealth.class);
    }

    public Answer<DemoData> demoData(Caller caller) {
        return api.get(caller, "history/demo-data", Query.none(), DemoData.class);
    }
}
