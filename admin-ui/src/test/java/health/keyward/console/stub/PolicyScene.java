package health.keyward.console.stub;

import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.DecisionPage;
import health.keyward.contract.abac.DecisionRow;
import health.keyward.contract.abac.DecisionSummary;
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
import health.keyward.contract.abac.PolicySource;
import health.keyward.contract.abac.PolicyState;
import health.keyward.contract.abac.PolicySteps;
import health.keyward.contract.abac.PolicyVersion;
import health.keyward.contract.abac.PolicyVersions;
import health.keyward.contract.abac.WhatIfAnswer;
import health.keyward.contract.abac.WhatIfQuestion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A realm in its third change: version 1 decides, version 2 may be published, version 3 fails its cases. */
public final class PolicyScene {
    public static final String PROPOSAL = "7b1f8a40-6a0e-4f0b-8f43-0a5f6f0d2c11";

    /** A replay that has not ended. */
    public static final String UNDER_WAY = "11111111-0000-4000-8000-000000000001";
    /** A whole one in which decisions turn. */
    public static final String TURNED = "11111111-0000-4000-8000-000000000002";

    private final Clock clock;
    private final List<Object> proposed = new ArrayList<>();
    private boolean canceled;
    private final List<WhatIfQuestion> whatIfs = new ArrayList<>();

    PolicyScene(Clock clock) {
        this.clock = clock;
    }

    void reset() {
        proposed.clear();
        whatIfs.clear();
        canceled = false;
    }

    /** What was proposed, in order. */
    public List<Object> proposed() {
        return List.copyOf(proposed);
    }

    PolicyState state(boolean none) {
        Instant now = clock.instant();
        return new PolicyState(
                none ? 0 : 3,
                none
                        ? new PolicyState.InUse(0, null, null, null, null, null, "failed.no_policy")
                        : new PolicyState.InUse(
                                1,
                                "5c1d90aa",
                                "a".repeat(64),
                                now.minus(Duration.ofDays(2)),
                                "anneke.devries",
                                "embedded",
                                null),
                none
                        ? null
                        : new PolicyState.InUse(
                                0,
                                "39f1c2b4",
                                "b".repeat(64),
                                now.minus(Duration.ofDays(1)),
                                "mgarcia",
                                "embedded",
                                null),
                PolicyMode.RECORD,
                List.of(
                        new PolicyState.App("keyward-console", "Keyward console", PolicyMode.RECORD, false),
                        new PolicyState.App("ward-board", null, PolicyMode.ENFORCE, true)),
                new PolicyState.House(
                        PolicySource.URL,
                        "39f1c2b4",
                        true,
                        now.minus(Duration.ofDays(9)),
                        now.minusSeconds(40),
                        now.minusSeconds(40),
                        3600L,
                        none ? "The server answers with HTTP 503." : "",
                        none ? "failed.no_policy" : null),
                none ? null : 0L);
    }

    PolicyVersions versions(boolean none) {
        return new PolicyVersions(none ? List.of() : List.of(version(3), version(2), version(1)), null);
    }

    PolicySteps steps(boolean none) {
        return new PolicySteps(
                none
                        ? List.of()
                        : List.of(new PolicySteps.Step(
                                3,
                                PolicyAct.SHADOW,
                                1,
                                0L,
                                PolicyMode.RECORD,
                                1,
                                "mgarcia",
                                "u-1",
                                PROPOSAL,
                                clock.instant().minus(Duration.ofDays(1)),
                                "see what the delivered rules would say")));
    }

    private PolicyVersion version(long number) {
        return new PolicyVersion(
                number,
                number == 1 ? "5c1d90aa" : "rev-" + number,
                "c".repeat(64),
                "anneke.devries",
                "u-2",
                clock.instant().minus(Duration.ofDays(10 - number)),
                "night shift may read from home",
                81_920);
    }

    PolicyDetail detail(long number) {
        boolean fails = number == 3;
        return new PolicyDetail(
                number == 0 ? null : version(number),
                number == 0 ? "39f1c2b4" : "rev-" + number,
                true,
                List.of("keyward", "hospital"),
                List.of(
                        new PolicyDetail.File("data.json", 11_036, "d".repeat(64), true),
                        new PolicyDetail.File("keyward/authz/app.rego", 2_048, "e".repeat(64), true)),
                List.of(new PolicyDetail.Reason(
                        "app.role_not_listed",
                        "The role is listed",
                        Map.of("en", "This app is not for your job.", "es", "Esta aplicación no es para su puesto."),
                        Map.of("en", "None of the roles is on the list."))),
                122,
                fails
                        ? List.of(new PolicyDetail.FailedCase("a clerk reads no record", "It is decided otherwise."))
                        : List.of(),
                97.25,
                fails ? List.of("1 of 122 cases are decided otherwise.") : List.of());
    }

    static PolicyFile file(@Nullable String name) {
        return new PolicyFile(String.valueOf(name), "package keyward.authz.app\n\ndeny contains \"x\"\n", true);
    }

    static PolicyDifference difference(long from, long to) {
        return new PolicyDifference(
                from,
                to,
                List.of(new PolicyDifference.File(
                        "data.json",
                        PolicyDifference.Kind.CHANGED,
                        List.of(
                                new PolicyDifference.Line(PolicyDifference.Kind.SAME, 1, 1, "{"),
                                new PolicyDifference.Line(PolicyDifference.Kind.REMOVED, 2, 0, "  \"from\": 7"),
                                new PolicyDifference.Line(PolicyDifference.Kind.ADDED, 0, 2, "  \"from\": 6")),
                        true)));
    }

    /** A clerk is refused, and would not be as a nurse; the policy in force says so too. */
    WhatIfAnswer whatIf(WhatIfQuestion question) {
        whatIfs.add(question);
        return new WhatIfAnswer(
                "u-9",
                String.valueOf(question.person()),
                String.valueOf(question.app()),
                question.at() == null ? clock.instant() : question.at(),
                question.version(),
                "5c1d90aa",
                "embedded",
                42,
                "DENY",
                question.version() == null ? null : "PERMIT",
                false,
                DecisionDetail.Shown.ALL,
                List.of(new DecisionDetail.Reason("app.role_not_listed", List.of(), List.of("app: ward-board"))),
                List.of(new DecisionDetail.Rule("app.rego", 12, "deny")),
                List.of(
                        new DecisionDetail.Known("subject.properties.roles", "[\"clerk\"]", "roles", 60L),
                        new DecisionDetail.Known("context.device", "{\"managed\":true}", "what-if", null)),
                new DecisionDetail.Turn(
                        "PERMIT",
                        List.of(new DecisionDetail.Change(
                                "subject.properties.roles", "[\"clerk\"]", "[\"clerk\",\"nurse\"]"))));
    }

    /** Newest first: one under way, one of version 2 in which decisions turn. */
    PolicyReplays replays(boolean none) {
        return new PolicyReplays(
                none
                        ? List.of()
                        : List.of(
                                replay(UNDER_WAY, 3, PolicyReplay.State.RUNNING, false),
                                replay(TURNED, 2, PolicyReplay.State.DONE, false)));
    }

    PolicyReplay replay(String id) {
        return id.equals(UNDER_WAY)
                ? replay(UNDER_WAY, 3, canceled ? PolicyReplay.State.CANCELED : PolicyReplay.State.RUNNING, true)
                : replay(id, 2, PolicyReplay.State.DONE, true);
    }

    PolicyReplay order(PolicyReplayOrder order) {
        proposed.add(order);
        return replay(TURNED, 2, PolicyReplay.State.WAITING, true);
    }

    PolicyReplay cancel(String id) {
        proposed.add("cancel " + id);
        canceled = true;
        return replay(id);
    }

    private PolicyReplay replay(String id, long version, PolicyReplay.State state, boolean whole) {
        Instant now = clock.instant();
        boolean done = state == PolicyReplay.State.DONE;
        return new PolicyReplay(
                id,
                version,
                "rev-" + version,
                "c".repeat(64),
                now.minus(Duration.ofDays(7)),
                now,
                "mgarcia",
                now.minusSeconds(300),
                state,
                now.minusSeconds(290),
                done ? now.minusSeconds(200) : null,
                1_200,
                done ? 1_200 : 400,
                done ? 1_190 : 395,
                7,
                3,
                done ? 12 : 0,
                "",
                whole && done
                        ? List.of(
                                turned(PolicyReplay.Kind.ALLOW_TO_DENY, 9, "network.refused"),
                                turned(PolicyReplay.Kind.DENY_TO_ALLOW, 3, "app.role_not_listed"))
                        : List.of());
    }

    private PolicyReplay.Turned turned(PolicyReplay.Kind kind, long n, String rule) {
        return new PolicyReplay.Turned(
                kind,
                n,
                List.of(new PolicyReplay.Count("nurse", n), new PolicyReplay.Count("", 1)),
                List.of(new PolicyReplay.Count("ward-board", n)),
                List.of(new PolicyReplay.Count(rule, n)),
                List.of(new PolicyReplay.Count("app:phi", n)),
                List.of(new PolicyReplay.Example(
                        "ab".repeat(16),
                        clock.instant().minusSeconds(3_600),
                        "ward-board",
                        kind == PolicyReplay.Kind.ALLOW_TO_DENY ? "PERMIT" : "DENY",
                        kind == PolicyReplay.Kind.ALLOW_TO_DENY ? "DENY" : "PERMIT",
                        List.of(rule))));
    }

    DecisionPage decisions(boolean none) {
        return new DecisionPage(
                none
                        ? List.of()
                        : List.of(new DecisionRow(
                                "0f".repeat(16),
                                7,
                                clock.instant().minusSeconds(60),
                                "DENY",
                                "SIGN_IN",
                                "ward-board",
                                "open",
                                "user",
                                "app",
                                List.of("app.role_not_listed"),
                                "5c1d90aa",
                                "embedded",
                                21,
                                true,
                                null,
                                "u-1",
                                "akim")),
                null);
    }

    DecisionSummary decisionSummary(boolean none) {
        Instant now = clock.instant();
        return new DecisionSummary(
                now.minus(Duration.ofDays(1)), now, none ? 0 : 1, 0, 0, 0, none ? 0 : 1, 3_600, List.of(), List.of());
    }

    /** What was asked, in order. */
    public List<WhatIfQuestion> whatIfs() {
        return List.copyOf(whatIfs);
    }

    PolicyProposed propose(PolicyProposal proposal) {
        proposed.add(proposal);
        return new PolicyProposed(PROPOSAL);
    }

    PolicyProposed propose(PolicyModeProposal proposal) {
        proposed.add(proposal);
        return new PolicyProposed(PROPOSAL);
    }
}
