package health.keyward.console.api;

import health.keyward.contract.approval.Confirmation;
import health.keyward.contract.approval.Declination;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.approval.ProposalPage;
import health.keyward.contract.approval.ProposalRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and decides what waits for a second person. */
@Component
public class Approvals {
    /** The most one answer holds. */
    public static final int MOST = 200;

    private static final String AT = "approval/proposals";

    private final AdminApi api;

    public Approvals(AdminApi api) {
        this.api = api;
    }

    /** @param state only those, for example {@code OPEN}; all when null */
    public Answer<ProposalPage> newest(Caller caller, @Nullable String state) {
        return api.get(caller, AT, Query.none().with("state", state).with("limit", MOST), ProposalPage.class);
    }

    public Answer<ProposalDetail> detail(Caller caller, String id) {
        return api.get(caller, AT + "/" + AdminApi.segment(id), Query.none(), ProposalDetail.class);
    }

    /** @param asked what is wanted, by name */
    public Answer<ProposalDetail> propose(Caller caller, String kind, Map<String, String> asked, String reason) {
        return api.post(caller, AT, new ProposalRequest(kind, asked, reason), ProposalDetail.class);
    }

    /** @param hash of what was shown */
    public Answer<ProposalDetail> confirm(Caller caller, String id, String hash) {
        return decide(caller, id, "confirm", new Confirmation(hash));
    }

    public Answer<ProposalDetail> decline(Caller caller, String id, String reason) {
        return decide(caller, id, "decline", new Declination(reason));
    }

    public Answer<ProposalDetail> withdraw(Caller caller, String id) {
        return decide(caller, id, "withdraw", Map.of());
    }

    private Answer<ProposalDetail> decide(Caller caller, String id, String act, Object body) {
        return api.post(caller, AT + "/" + AdminApi.segment(id) + "/" + act, body, ProposalDetail.class);
    }
}
