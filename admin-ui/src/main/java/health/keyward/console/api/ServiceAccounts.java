package health.keyward.console.api;

import health.keyward.contract.inactivity.InactivityServiceAccount;
import health.keyward.contract.inactivity.InactivityServiceDraft;
import health.keyward.contract.inactivity.InactivityServiceOwner;
import health.keyward.contract.inactivity.InactivityServicePage;
import health.keyward.contract.inactivity.InactivityServicePolicy;
import health.keyward.contract.inactivity.InactivityServicePreview;
import health.keyward.contract.inactivity.InactivityServiceReason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads confidential clients; says who answers for one, disables and restores it; tries and activates their policy. */
@Component
public class ServiceAccounts {
    private static final String AT = "inactivity/service-accounts";

    private final AdminApi api;

    public ServiceAccounts(AdminApi api) {
        this.api = api;
    }

    public Answer<InactivityServicePage> list(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, AT, filter.with("cursor", cursor).with("limit", limit), InactivityServicePage.class);
    }

    public Answer<InactivityServicePolicy> policy(Caller caller) {
        return api.get(caller, AT + "/policy", Query.none(), InactivityServicePolicy.class);
    }

    public Answer<InactivityServicePreview> preview(Caller caller, InactivityServiceDraft draft) {
        return api.post(caller, AT + "/policy/preview", draft, InactivityServicePreview.class);
    }

    public Answer<InactivityServicePolicy> activate(Caller caller, InactivityServiceDraft draft) {
        return api.post(caller, AT + "/policy", draft, InactivityServicePolicy.class);
    }

    public Answer<InactivityServiceAccount> own(Caller caller, String id, String owner, String reason) {
        return api.post(
                caller, at(id) + "/owner", new InactivityServiceOwner(owner, reason), InactivityServiceAccount.class);
    }

    public Answer<InactivityServiceAccount> disable(Caller caller, String id, String reason) {
        return api.post(
                caller, at(id) + "/disable", new InactivityServiceReason(reason), InactivityServiceAccount.class);
    }

    public Answer<InactivityServiceAccount> restore(Caller caller, String id, String reason) {
        return api.post(
                caller, at(id) + "/restore", new InactivityServiceReason(reason), InactivityServiceAccount.class);
    }

    private static String at(String id) {
        return AT + "/" + AdminApi.segment(id);
    }
}
