package health.keyward.console.api;

import health.keyward.contract.abac.PolicyAct;
import health.keyward.contract.abac.PolicyDetail;
import health.keyward.contract.abac.PolicyDifference;
import health.keyward.contract.abac.PolicyFile;
import health.keyward.contract.abac.PolicyMode;
import health.keyward.contract.abac.PolicyModeProposal;
import health.keyward.contract.abac.PolicyProposal;
import health.keyward.contract.abac.PolicyProposed;
import health.keyward.contract.abac.PolicyReplay;
import health.keyward.contract.abac.PolicyReplayOrder;
import health.keyward.contract.abac.PolicyReplays;
import health.keyward.contract.abac.PolicyState;
import health.keyward.contract.abac.PolicySteps;
import health.keyward.contract.abac.PolicyUpload;
import health.keyward.contract.abac.PolicyVersions;
import health.keyward.contract.abac.WhatIfAnswer;
import health.keyward.contract.abac.WhatIfQuestion;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads policies and proposes others. */
@Component
public class Policies {
    private static final String AT = "abac/policies";
    private static final String REPLAYS = "abac/replays";
    private static final int SHOWN = 50;

    private final AdminApi api;

    public Policies(AdminApi api) {
        this.api = api;
    }

    public Answer<PolicyState> state(Caller caller) {
        return api.get(caller, AT, Query.none(), PolicyState.class);
    }

    public Answer<PolicySteps> steps(Caller caller) {
        return api.get(caller, AT + "/steps", Query.none(), PolicySteps.class);
    }

    public Answer<PolicyVersions> versions(Caller caller) {
        return api.get(caller, AT + "/versions", Query.none().with("limit", SHOWN), PolicyVersions.class);
    }

    /** @param version 0 is the bundle of the installation */
    public Answer<PolicyDetail> version(Caller caller, long version) {
        return api.get(caller, AT + "/versions/" + version, Query.none(), PolicyDetail.class);
    }

    public Answer<PolicyFile> file(Caller caller, long version, String name) {
        return api.get(
                caller, AT + "/versions/" + version + "/file", Query.none().with("name", name), PolicyFile.class);
    }

    public Answer<PolicyDifference> difference(Caller caller, long from, long to) {
        return api.get(
                caller,
                AT + "/difference",
                Query.none().with("from", Long.toString(from)).with("to", Long.toString(to)),
                PolicyDifference.class);
    }

    public Answer<PolicyDetail> upload(Caller caller, byte[] bundle, String note) {
        return api.post(
                caller,
                AT + "/versions",
                new PolicyUpload(Base64.getEncoder().encodeToString(bundle), note),
                PolicyDetail.class);
    }

    /** What a policy would say; decides nothing. */
    public Answer<WhatIfAnswer> whatIf(Caller caller, WhatIfQuestion question) {
        return api.post(caller, "abac/what-if", question, WhatIfAnswer.class);
    }

    public Answer<PolicyReplays> replays(Caller caller) {
        return api.get(caller, REPLAYS, Query.none(), PolicyReplays.class);
    }

    public Answer<PolicyReplay> replay(Caller caller, String id) {
        return api.get(caller, REPLAYS + "/" + AdminApi.segment(id), Query.none(), PolicyReplay.class);
    }

    public Answer<PolicyReplay> orderReplay(Caller caller, long version, int days) {
        return api.post(caller, REPLAYS, new PolicyReplayOrder(version, days), PolicyReplay.class);
    }

    public Answer<PolicyReplay> cancelReplay(Caller caller, String id) {
        return api.post(caller, REPLAYS + "/" + AdminApi.segment(id) + "/cancel", Map.of(), PolicyReplay.class);
    }

    /**
     * @param version null: for a rollback the one before, for a shadow none
     * @param acknowledged id of the replay whose turns were looked at; null when there is nothing to acknowledge
     */
    public Answer<PolicyProposed> propose(
            Caller caller,
            PolicyAct act,
            @Nullable Long version,
            long after,
            String reason,
            @Nullable String acknowledged) {
        return api.post(
                caller,
                AT + "/proposals",
                new PolicyProposal(act, version, after, reason, acknowledged),
                PolicyProposed.class);
    }

    /**
     * @param app null for the realm
     * @param mode null, for an app: as the realm
     */
    public Answer<PolicyProposed> enforce(
            Caller caller, @Nullable String app, @Nullable PolicyMode mode, long after, String reason) {
        return api.post(
                caller, AT + "/enforcement", new PolicyModeProposal(app, mode, after, reason), PolicyProposed.class);
    }
}
