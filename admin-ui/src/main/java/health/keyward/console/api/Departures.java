package health.keyward.console.api;

import health.keyward.contract.inactivity.CancelInactivityLeaver;
import health.keyward.contract.inactivity.DecideInactivityKept;
import health.keyward.contract.inactivity.InactivityKeptDecided;
import health.keyward.contract.inactivity.InactivityKeptRight;
import health.keyward.contract.inactivity.InactivityLeaver;
import health.keyward.contract.inactivity.InactivityLeaverPage;
import health.keyward.contract.inactivity.InactivityProposed;
import health.keyward.contract.inactivity.InactivityReturnPage;
import health.keyward.contract.inactivity.NewInactivityLeaver;
import health.keyward.contract.inactivity.NewInactivityReturn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and reports who leaves, and who may come back; gives back what was taken. */
@Component
public class Departures {
    private static final String LEAVERS = "inactivity/leavers";
    private static final String RETURNS = "inactivity/returns";

    private final AdminApi api;

    public Departures(AdminApi api) {
        this.api = api;
    }

    /** @param filter {@code state}, {@code open}, {@code person} (an id) */
    public Answer<InactivityLeaverPage> leavers(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, LEAVERS, filter.with("cursor", cursor).with("limit", limit), InactivityLeaverPage.class);
    }

    public Answer<InactivityLeaver> report(Caller caller, NewInactivityLeaver leaver) {
        return api.post(caller, LEAVERS, leaver, InactivityLeaver.class);
    }

    /** Takes a report back; an account that is shut stays so. */
    public Answer<InactivityLeaver> cancel(Caller caller, String id, String reason) {
        return api.post(
                caller,
                LEAVERS + "/" + AdminApi.segment(id) + "/cancel",
                new CancelInactivityLeaver(reason),
                InactivityLeaver.class);
    }

    /** @param filter {@code search}, {@code kept} */
    public Answer<InactivityReturnPage> returns(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, RETURNS, filter.with("cursor", cursor).with("limit", limit), InactivityReturnPage.class);
    }

    /** Proposes that an account is opened; a second administrator confirms. */
    public Answer<InactivityProposed> propose(Caller caller, NewInactivityReturn wanted) {
        return api.post(caller, RETURNS, wanted, InactivityProposed.class);
    }

    public Answer<InactivityKeptDecided> decide(
            Caller caller, String userId, InactivityKeptRight right, DecideInactivityKept decision) {
        return api.post(
                caller,
                RETURNS + "/" + AdminApi.segment(userId) + "/kept/" + right.kind() + "/" + AdminApi.segment(right.id()),
                decision,
                InactivityKeptDecided.class);
    }
}
