package health.keyward.console.api;

import health.keyward.contract.inactivity.EndInactivityExemption;
import health.keyward.contract.inactivity.InactivityAccountDetail;
import health.keyward.contract.inactivity.InactivityAccountPage;
import health.keyward.contract.inactivity.InactivityActivation;
import health.keyward.contract.inactivity.InactivityBreaker;
import health.keyward.contract.inactivity.InactivityDraft;
import health.keyward.contract.inactivity.InactivityEvidence;
import health.keyward.contract.inactivity.InactivityExemption;
import health.keyward.contract.inactivity.InactivityExemptionPage;
import health.keyward.contract.inactivity.InactivityGoOn;
import health.keyward.contract.inactivity.InactivityPolicies;
import health.keyward.contract.inactivity.InactivityPreview;
import health.keyward.contract.inactivity.InactivityProposed;
import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.contract.inactivity.InactivityRunPage;
import health.keyward.contract.inactivity.InactivityRunPeople;
import health.keyward.contract.inactivity.InactivitySummary;
import health.keyward.contract.inactivity.NewInactivityExemption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads who is on the way out of use, and changes what accounts are held to. */
@Component
public class Inactivity {
    private static final String ACCOUNTS = "inactivity/accounts";
    private static final String POLICIES = "inactivity/policies";
    private static final String RUNS = "inactivity/runs";
    private static final String BREAKER = "inactivity/breaker";
    private static final String EXEMPTIONS = "inactivity/exemptions";

    private final AdminApi api;

    public Inactivity(AdminApi api) {
        this.api = api;
    }

    public Answer<InactivitySummary> summary(Caller caller) {
        return api.get(caller, ACCOUNTS + "/summary", Query.none(), InactivitySummary.class);
    }

    /** @param filter {@code step}, {@code cause}, {@code search}, {@code unit}, {@code exempt} */
    public Answer<InactivityAccountPage> accounts(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(
                caller, ACCOUNTS, filter.with("cursor", cursor).with("limit", limit), InactivityAccountPage.class);
    }

    public Answer<InactivityAccountDetail> account(Caller caller, String userId) {
        return api.get(caller, ACCOUNTS + "/" + AdminApi.segment(userId), Query.none(), InactivityAccountDetail.class);
    }

    public Answer<InactivityPolicies> policies(Caller caller) {
        return api.get(caller, POLICIES, Query.none(), InactivityPolicies.class);
    }

    /** Tries a draft dry; both are kept for a day. */
    public Answer<InactivityPreview> preview(Caller caller, InactivityDraft draft) {
        return api.post(caller, POLICIES + "/preview", draft, InactivityPreview.class);
    }

    /** @param hash of a preview */
    public Answer<InactivityPolicies> activate(Caller caller, String hash, String reason) {
        return api.post(
                caller, POLICIES + "/activate", new InactivityActivation(hash, reason), InactivityPolicies.class);
    }

    /** @param filter {@code kind}, {@code busy} */
    public Answer<InactivityRunPage> runs(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, RUNS, filter.with("cursor", cursor).with("limit", limit), InactivityRunPage.class);
    }

    public Answer<InactivityRun> run(Caller caller, String id) {
        return api.get(caller, RUNS + "/" + AdminApi.segment(id), Query.none(), InactivityRun.class);
    }

    /** Tries what is in force dry, now. */
    public Answer<InactivityRun> dryRun(Caller caller) {
        return api.post(caller, RUNS + "/dry", Map.of(), InactivityRun.class);
    }

    /** @param filter {@code act}, {@code state} */
    public Answer<InactivityRunPeople> lines(
            Caller caller, String run, Query filter, @Nullable String cursor, int limit) {
        return api.get(
                caller,
                RUNS + "/" + AdminApi.segment(run) + "/people",
                filter.with("cursor", cursor).with("limit", limit),
                InactivityRunPeople.class);
    }

    public Answer<InactivityEvidence> evidence(Caller caller, String run) {
        return api.get(
                caller, RUNS + "/" + AdminApi.segment(run) + "/evidence", Query.none(), InactivityEvidence.class);
    }

    public Answer<InactivityBreaker> breaker(Caller caller) {
        return api.get(caller, BREAKER, Query.none(), InactivityBreaker.class);
    }

    /** Proposes that a stopped run goes on; a second administrator confirms. */
    public Answer<InactivityProposed> goOn(Caller caller, String run, String reason) {
        return api.post(caller, BREAKER + "/confirm", new InactivityGoOn(run, reason), InactivityProposed.class);
    }

    public Answer<InactivityBreaker> cancel(Caller caller, String run, String reason) {
        return api.post(caller, BREAKER + "/cancel", new InactivityGoOn(run, reason), InactivityBreaker.class);
    }

    /** @param filter {@code kind}, {@code standing}, {@code person} (an id) */
    public Answer<InactivityExemptionPage> exemptions(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(
                caller, EXEMPTIONS, filter.with("cursor", cursor).with("limit", limit), InactivityExemptionPage.class);
    }

    public Answer<InactivityProposed> propose(Caller caller, NewInactivityExemption wanted) {
        return api.post(caller, EXEMPTIONS, wanted, InactivityProposed.class);
    }

    public Answer<InactivityExemption> end(Caller caller, String id, String reason) {
        return api.post(
                caller,
                EXEMPTIONS + "/" + AdminApi.segment(id) + "/end",
                new EndInactivityExemption(reason),
                InactivityExemption.class);
    }
}
