package health.keyward.console.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import health.keyward.contract.Me;
import health.keyward.contract.Problem;
import health.keyward.contract.abac.PolicyModeProposal;
import health.keyward.contract.abac.PolicyProposal;
import health.keyward.contract.abac.PolicyReplayOrder;
import health.keyward.contract.abac.WhatIfQuestion;
import health.keyward.contract.approval.Confirmation;
import health.keyward.contract.approval.Declination;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.approval.ProposalPage;
import health.keyward.contract.approval.ProposalRequest;
import health.keyward.contract.approval.ProposalState;
import health.keyward.contract.audit.LedgerChecks;
import health.keyward.contract.audit.NewCheck;
import health.keyward.contract.breakglass.AssignBreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassEligibilityDraft;
import health.keyward.contract.breakglass.BreakGlassQuestion;
import health.keyward.contract.breakglass.BreakGlassReasonsDraft;
import health.keyward.contract.breakglass.EmergencyAdminsDraft;
import health.keyward.contract.breakglass.EndBreakGlassGrant;
import health.keyward.contract.breakglass.GiveBreakGlassVerdict;
import health.keyward.contract.breakglass.ReviewEmergencyUse;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangePage;
import health.keyward.contract.history.DemoData;
import health.keyward.contract.history.ExportJobs;
import health.keyward.contract.history.Newer;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.history.Receipt;
import health.keyward.contract.history.Receipts;
import health.keyward.contract.history.SavedView;
import health.keyward.contract.history.SavedViews;
import health.keyward.contract.history.SignInPage;
import health.keyward.contract.inactivity.CancelInactivityLeaver;
import health.keyward.contract.inactivity.DecideInactivityKept;
import health.keyward.contract.inactivity.EndInactivityExemption;
import health.keyward.contract.inactivity.InactivityActivation;
import health.keyward.contract.inactivity.InactivityDraft;
import health.keyward.contract.inactivity.InactivityGoOn;
import health.keyward.contract.inactivity.InactivityServiceDraft;
import health.keyward.contract.inactivity.InactivityServiceOwner;
import health.keyward.contract.inactivity.NewInactivityExemption;
import health.keyward.contract.inactivity.NewInactivityLeaver;
import health.keyward.contract.inactivity.NewInactivityReturn;
import health.keyward.contract.stepup.EndFactorException;
import health.keyward.contract.stepup.NewFactorException;
import health.keyward.contract.stepup.StepUpMapDraft;
import health.keyward.contract.stepup.StepUpMapQuestion;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An admin API in memory, spoken to over HTTP: the console under test uses its real client, and every answer is a contract record. What it
 * answers can be bent with {@link #mood}.
 */
public final class StubHouse implements AutoCloseable {
    /** How the API behaves. */
    public enum Mood {
        NORMAL,
        EMPTY,
        FAILING,
        FORBIDDEN,
        STEP_UP
    }

    /** One call that arrived. */
    public record Call(String method, String path, Map<String, List<String>> query, String token) {
        public List<String> values(String name) {
            return query.getOrDefault(name, List.of());
        }
    }

    /** Id of the admin everybody is here. */
    static final String MARTA = "7b0d5c1e-7d1f-4c55-9c0e-1a2b3c4d5e6f";

    private static final String BASE = "/admin/realms/hospital/keyward/v1/";

    private final HttpServer server;
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, SavedView> views = new LinkedHashMap<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final Scenes scenes;
    private final LedgerScene ledger;
    private final ProposalScene proposals;
    private final ExportScene exports;
    private final RecoveryScene recovery;
    private final MapScene stepUpMap;
    private final CoverageScene coverage;
    private final PolicyScene policies;
    private final GlassScene glass;
    private final GrantScene grants;
    private final CaseScene cases;
    private final InactivityScene inactivity;
    private final DepartureScene departures;
    private final ServiceScene services;
    private final EmergencyScene emergency;
    private final ReviewScene reviews;
    private volatile Mood mood = Mood.NORMAL;
    private volatile int fresh;

    public StubHouse(int port, Clock clock) {
        scenes = new Scenes(clock);
        ledger = new LedgerScene(clock);
        proposals = new ProposalScene(clock);
        exports = new ExportScene(clock);
        recovery = new RecoveryScene(clock);
        stepUpMap = new MapScene(clock);
        coverage = new CoverageScene(clock);
        policies = new PolicyScene(clock);
        glass = new GlassScene(clock);
        grants = new GrantScene(clock);
        cases = new CaseScene(clock);
        inactivity = new InactivityScene(clock);
        departures = new DepartureScene(clock);
        services = new ServiceScene(clock);
        emergency = new EmergencyScene(clock);
        reviews = new ReviewScene(clock);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(BASE, this::answer);
        server.start();
    }

    public String base() {
        return "http://localhost:" + server.getAddress().getPort() + BASE.substring(0, BASE.length() - 1);
    }

    public void mood(Mood next) {
        mood = next;
    }

    /** Says that so many rows came since. */
    public void arrive(int rows) {
        fresh = rows;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public Scenes scenes() {
        return scenes;
    }

    public ProposalScene proposals() {
        return proposals;
    }

    public LedgerScene ledger() {
        return ledger;
    }

    public ExportScene exports() {
        return exports;
    }

    public PolicyScene policies() {
        return policies;
    }

    public GrantScene grants() {
        return grants;
    }

    public GlassScene glass() {
        return glass;
    }

    public CaseScene cases() {
        return cases;
    }

    public InactivityScene inactivity() {
        return inactivity;
    }

    public DepartureScene departures() {
        return departures;
    }

    public ServiceScene services() {
        return services;
    }

    public EmergencyScene emergency() {
        return emergency;
    }

    public ReviewScene reviews() {
        return reviews;
    }

    public MapScene stepUpMap() {
        return stepUpMap;
    }

    public void reset() {
        stepUpMap.reset();
        glass.reset();
        grants.reset();
        cases.reset();
        inactivity.reset();
        emergency.reset();
        reviews.reset();
        ledger.reset();
        proposals.reset();
        exports.reset();
        recovery.reset();
        coverage.reset();
        services.reset();
        departures.reset();
        policies.reset();
        mood = Mood.NORMAL;
        fresh = 0;
        calls.clear();
        views.clear();
        receipts.clear();
        scenes.reset();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(BASE.length());
            var query = parsed(exchange.getRequestURI().getRawQuery());
            var token = exchange.getRequestHeaders().getFirst("Authorization");
            calls.add(new Call(exchange.getRequestMethod(), path, query, token));
            if (!bent(exchange, path)) {
                route(exchange, path, query);
            }
        }
    }

    private boolean bent(HttpExchange exchange, String path) throws IOException {
        switch (mood) {
            case NORMAL, EMPTY -> {
                return false;
            }
            case FAILING -> {
                if (path.equals("me") || path.equals("history/demo-data")) {
                    return false;
                }
                send(exchange, 500, problem(500, null, null, null));
            }
            case FORBIDDEN -> send(exchange, 403, problem(403, null, null, null));
            case STEP_UP -> {
                exchange.getResponseHeaders()
                        .add(
                                "WWW-Authenticate",
                                "Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa\","
                                        + " max_age=\"300\"");
                send(exchange, 401, problem(401, "insufficient_user_authentication", "mfa", 300));
            }
        }
        return true;
    }

    private void route(HttpExchange exchange, String path, Map<String, List<String>> query) throws IOException {
        boolean none = mood == Mood.EMPTY;
        var parts = path.split("/");
        if (parts[0].equals("review")) {
            review(exchange, path, query, none);
            return;
        }
        switch (path) {
            case "me" -> send(exchange, 200, me());
            case "audit/health" -> send(exchange, 200, ledger.health());
            case "audit/epochs" -> send(exchange, 200, ledger.epochs());
            case "audit/feeds", "audit/feeds/siem/replay" -> send(exchange, 200, ledger.feeds());
            case "audit/retention" -> send(exchange, 200, ledger.retention(none));
            case "audit/checks" -> send(exchange, 200, checks(exchange));
            case "audit/export" -> bytes(exchange, "application/zip", LedgerScene.export());
            case "audit/report" ->
                bytes(exchange, "text/plain", ("report of " + one(query, "year")).getBytes(StandardCharsets.UTF_8));
            case "approval/proposals" -> {
                if (exchange.getRequestMethod().equals("POST")) {
                    propose(exchange);
                } else {
                    send(exchange, 200, none ? new ProposalPage(List.of(), null) : proposals.list(one(query, "state")));
                }
            }
            case "stepup/map" -> send(exchange, 200, stepUpMap.inForce(none));
            case "breakglass/cases" -> send(exchange, 200, cases.queue(none, one(query, "state")));
            case "breakglass/eligibility" -> send(exchange, 200, glass.eligibility(none));
            case "breakglass/eligibility/proposals" ->
                send(
                        exchange,
                        200,
                        glass.propose(json.readValue(exchange.getRequestBody(), BreakGlassEligibilityDraft.class)));
            case "breakglass/grants" -> send(exchange, 200, grants.page(query, none));
            case "breakglass/metrics" -> send(exchange, 200, grants.metrics(none));
            case "breakglass/emergency-admins" -> send(exchange, 200, emergency.register(none));
            case "breakglass/emergency-admins/proposals" ->
                send(
                        exchange,
                        200,
                        emergency.propose(json.readValue(exchange.getRequestBody(), EmergencyAdminsDraft.class)));
            case "breakglass/emergency-uses" -> send(exchange, 200, emergency.uses(none));
            case "breakglass/emergency-uses/" + EmergencyScene.USE -> send(exchange, 200, emergency.file());
            case "breakglass/emergency-uses/" + EmergencyScene.USE + "/review" ->
                send(
                        exchange,
                        200,
                        emergency.review(json.readValue(exchange.getRequestBody(), ReviewEmergencyUse.class)));
            case "breakglass/reasons" -> send(exchange, 200, glass.reasons(none));
            case "breakglass/reasons/proposals" ->
                send(
                        exchange,
                        200,
                        glass.propose(json.readValue(exchange.getRequestBody(), BreakGlassReasonsDraft.class)));
            case "stepup/map/names" -> send(exchange, 200, stepUpMap.names());
            case "stepup/map/preview" ->
                send(
                        exchange,
                        200,
                        stepUpMap.preview(json.readValue(exchange.getRequestBody(), StepUpMapQuestion.class)));
            case "stepup/map/versions" ->
                send(
                        exchange,
                        200,
                        exchange.getRequestMethod().equals("POST")
                                ? stepUpMap.publish(json.readValue(exchange.getRequestBody(), StepUpMapDraft.class))
                                : stepUpMap.versions(none));
            case "abac/decisions" -> send(exchange, 200, policies.decisions(none));
            case "abac/decisions/summary" -> send(exchange, 200, policies.decisionSummary(none));
            case "abac/decisions/export" ->
                bytes(exchange, "text/csv", "at,id\r\nnow,0f0f\r\n".getBytes(StandardCharsets.UTF_8));
            case "abac/replays" ->
                send(
                        exchange,
                        200,
                        exchange.getRequestMethod().equals("POST")
                                ? policies.order(json.readValue(exchange.getRequestBody(), PolicyReplayOrder.class))
                                : policies.replays(none));
            case "abac/what-if" ->
                send(exchange, 200, policies.whatIf(json.readValue(exchange.getRequestBody(), WhatIfQuestion.class)));
            case "abac/policies" -> send(exchange, 200, policies.state(none));
            case "abac/policies/steps" -> send(exchange, 200, policies.steps(none));
            case "abac/policies/versions" -> send(exchange, 200, policies.versions(none));
            case "abac/policies/difference" ->
                send(
                        exchange,
                        200,
                        PolicyScene.difference(Long.parseLong(one(query, "from")), Long.parseLong(one(query, "to"))));
            case "abac/policies/proposals" ->
                send(exchange, 200, policies.propose(json.readValue(exchange.getRequestBody(), PolicyProposal.class)));
            case "abac/policies/enforcement" ->
                send(
                        exchange,
                        200,
                        policies.propose(json.readValue(exchange.getRequestBody(), PolicyModeProposal.class)));
            case "inactivity/leavers" ->
                send(
                        exchange,
                        200,
                        exchange.getRequestMethod().equals("POST")
                                ? departures.report(
                                        json.readValue(exchange.getRequestBody(), NewInactivityLeaver.class))
                                : departures.leavers(query, none));
            case "inactivity/returns" ->
                send(
                        exchange,
                        200,
                        exchange.getRequestMethod().equals("POST")
                                ? departures.propose(
                                        json.readValue(exchange.getRequestBody(), NewInactivityReturn.class))
                                : departures.returns(none));
            case "inactivity/service-accounts" -> send(exchange, 200, services.list(query, none));
            case "inactivity/service-accounts/policy" ->
                send(
                        exchange,
                        200,
                        exchange.getRequestMethod().equals("POST")
                                ? services.activate(
                                        json.readValue(exchange.getRequestBody(), InactivityServiceDraft.class))
                                : services.policy());
            case "inactivity/service-accounts/policy/preview" ->
                send(
                        exchange,
                        200,
                        services.preview(json.readValue(exchange.getRequestBody(), InactivityServiceDraft.class)));
            case "stepup/coverage" -> send(exchange, 200, coverage.figures(none));
            case "stepup/coverage/people" -> send(exchange, 200, coverage.people(query, none));
            case "stepup/coverage/people/export" ->
                bytes(exchange, "text/csv", "user_id,username\r\nu-1,akim\r\n".getBytes(StandardCharsets.UTF_8));
            case "stepup/coverage/exceptions" ->
                send(
                        exchange,
                        200,
                        exchange.getRequestMethod().equals("POST")
                                ? coverage.add(json.readValue(exchange.getRequestBody(), NewFactorException.class))
                                : coverage.exceptions(none));
            case "history/overview" -> send(exchange, 200, scenes.overview(none));
            case "history/sign-ins" -> send(exchange, 200, page(query, none));
            case "history/sign-ins/newer" -> send(exchange, 200, new Newer(Math.min(fresh, 100), fresh > 100));
            case "history/sign-ins/histogram" -> send(exchange, 200, scenes.histogram(query, none));
            case "history/sign-ins/summary" -> send(exchange, 200, scenes.summary(query, none));
            case "history/sign-ins/export", "history/changes/export" -> export(exchange, query);
            case "history/sign-ins/exports" -> send(exchange, 202, exports.order("sign-ins", query));
            case "history/changes/exports" -> send(exchange, 202, exports.order("changes", query));
            case "history/exports" -> send(exchange, 200, none ? new ExportJobs(List.of()) : exports.mine());
            case "history/failures/top" -> send(exchange, 200, scenes.top(one(query, "by"), none));
            case "history/people" ->
                send(exchange, 200, none ? new PersonHits(List.of()) : scenes.find(one(query, "search")));
            case "history/changes" ->
                send(exchange, 200, none ? new ChangePage(List.of(), null, null) : scenes.changes(query));
            case "history/views" -> send(exchange, 200, new SavedViews(List.copyOf(views.values())));
            case "history/receipts" -> send(exchange, 200, new Receipts(receipts));
            case "history/demo-data" -> send(exchange, 200, new DemoData(scenes.demo()));
            case "inactivity/accounts", "inactivity/accounts/summary" ->
                send(
                        exchange,
                        200,
                        path.endsWith("summary") ? inactivity.summary(none) : inactivity.accounts(query, none));
            case "inactivity/policies" -> send(exchange, 200, inactivity.policies(none));
            case "inactivity/policies/preview" ->
                send(
                        exchange,
                        200,
                        inactivity.preview(json.readValue(exchange.getRequestBody(), InactivityDraft.class)));
            case "inactivity/policies/activate" ->
                maybe(
                        exchange,
                        inactivity
                                .activate(json.readValue(exchange.getRequestBody(), InactivityActivation.class))
                                .orElse(null));
            case "inactivity/runs" -> send(exchange, 200, inactivity.runs(query, none));
            case "inactivity/runs/dry" ->
                send(exchange, 200, inactivity.run(InactivityScene.DRY).orElseThrow());
            case "inactivity/breaker" -> send(exchange, 200, inactivity.breaker(none));
            case "inactivity/breaker/confirm" ->
                send(exchange, 200, inactivity.goOn(json.readValue(exchange.getRequestBody(), InactivityGoOn.class)));
            case "inactivity/breaker/cancel" ->
                send(exchange, 200, inactivity.cancel(json.readValue(exchange.getRequestBody(), InactivityGoOn.class)));
            case "inactivity/exemptions" -> {
                if (exchange.getRequestMethod().equals("POST")) {
                    exempt(exchange);
                } else {
                    send(exchange, 200, inactivity.exemptions(query, none));
                }
            }
            default -> deeper(exchange, parts, query);
        }
    }

    private void deeper(HttpExchange exchange, String[] parts, Map<String, List<String>> query) throws IOException {
        var kind = String.join("/", parts[0], parts.length > 1 ? parts[1] : "");
        var id = parts.length > 2 ? parts[2] : "";
        var tail = parts.length > 3 ? parts[3] : "";
        switch (kind) {
            case "abac/policies" ->
                send(
                        exchange,
                        200,
                        parts.length > 4
                                ? PolicyScene.file(one(query, "name"))
                                : policies.detail(Long.parseLong(tail)));
            case "breakglass/grants" ->
                maybe(
                        exchange,
                        (tail.isEmpty()
                                        ? grants.one(id)
                                        : grants.end(
                                                id,
                                                json.readValue(exchange.getRequestBody(), EndBreakGlassGrant.class)))
                                .orElse(null));
            case "breakglass/cases" -> review(exchange, id, tail);
            case "abac/replays" ->
                send(exchange, 200, tail.equals("cancel") ? policies.cancel(id) : policies.replay(id));
            case "stepup/map" -> send(exchange, 200, stepUpMap.one(Long.parseLong(tail)));
            case "audit/proof" -> proof(exchange, id);
            case "approval/proposals" -> decide(exchange, id, tail);
            case "stepup/recovery" -> {
                if (id.equals("people")) {
                    send(exchange, 200, recovery.factors(tail));
                } else if (parts.length == 5) {
                    send(exchange, 200, recovery.code());
                } else {
                    send(exchange, 200, recovery.link(tail));
                }
            }
            case "inactivity/service-accounts" ->
                send(
                        exchange,
                        200,
                        tail.equals("owner")
                                ? services.own(
                                        id, json.readValue(exchange.getRequestBody(), InactivityServiceOwner.class))
                                : services.switched(id, tail.equals("restore")));
            case "stepup/coverage" ->
                maybe(
                        exchange,
                        coverage.end(tail, json.readValue(exchange.getRequestBody(), EndFactorException.class))
                                .orElse(null));
            case "inactivity/leavers" ->
                maybe(
                        exchange,
                        departures
                                .cancel(id, json.readValue(exchange.getRequestBody(), CancelInactivityLeaver.class))
                                .orElse(null));
            case "inactivity/returns" ->
                send(
                        exchange,
                        200,
                        departures.decide(
                                parts[5], json.readValue(exchange.getRequestBody(), DecideInactivityKept.class)));
            case "inactivity/accounts" -> maybe(exchange, inactivity.account(id).orElse(null));
            case "inactivity/runs" -> {
                switch (tail) {
                    case "people" -> send(exchange, 200, inactivity.lines(id, query));
                    case "evidence" -> send(exchange, 200, inactivity.evidence(id));
                    default -> maybe(exchange, inactivity.run(id).orElse(null));
                }
            }
            case "inactivity/exemptions" ->
                maybe(
                        exchange,
                        inactivity
                                .end(
                                        id,
                                        json.readValue(exchange.getRequestBody(), EndInactivityExemption.class)
                                                .reason())
                                .orElse(null));
            case "history/sign-ins" -> maybe(exchange, scenes.detail(id).orElse(null));
            case "history/changes" ->
                maybe(exchange, scenes.change(id).map(ChangeDetail.class::cast).orElse(null));
            case "history/views" -> view(exchange, id);
            case "history/exports" -> job(exchange, id, tail);
            case "history/people" -> {
                if (tail.isEmpty()) {
                    maybe(exchange, scenes.card(id).orElse(null));
                } else if (tail.equals("timeline")) {
                    send(exchange, 200, scenes.timeline(id, query));
                } else if (parts.length == 4) {
                    send(exchange, 200, scenes.sessions(id));
                } else {
                    var receipt = scenes.end(id, parts[4], one(query, "reason"));
                    receipts.addFirst(receipt);
                    send(exchange, 200, receipt);
                }
            }
            default -> send(exchange, 404, problem(404, null, null, null));
        }
    }

    private void review(HttpExchange exchange, String id, String act) throws IOException {
        var body = exchange.getRequestBody();
        send(
                exchange,
                200,
                switch (act) {
                    case "assign" -> cases.assign(id, json.readValue(body, AssignBreakGlassCase.class));
                    case "question" -> cases.ask(id, json.readValue(body, BreakGlassQuestion.class));
                    case "verdict" -> cases.judge(id, json.readValue(body, GiveBreakGlassVerdict.class));
                    default -> cases.file(id);
                });
    }

    private void review(HttpExchange exchange, String path, Map<String, List<String>> query, boolean none)
            throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var answer = reviews.answer(exchange.getRequestMethod(), path, query, body, none);
        if (answer instanceof Problem refused) {
            send(exchange, refused.status(), refused);
        } else {
            maybe(exchange, answer);
        }
    }

    private void exempt(HttpExchange exchange) throws IOException {
        var answer = inactivity.propose(json.readValue(exchange.getRequestBody(), NewInactivityExemption.class));
        send(exchange, answer instanceof Problem refused ? refused.status() : 200, answer);
    }

    private void propose(HttpExchange exchange) throws IOException {
        var wanted = json.readValue(exchange.getRequestBody(), ProposalRequest.class);
        if (wanted.reason().contains("held")) {
            send(
                    exchange,
                    400,
                    new Problem(
                            "about:blank", "Stub", 400, "It is on hold. Release the hold first.", null, null, null));
        } else {
            send(exchange, 200, proposals.propose(wanted));
        }
    }

    private void decide(HttpExchange exchange, String id, String act) throws IOException {
        var answer = switch (act) {
            case "confirm" ->
                json.readValue(exchange.getRequestBody(), Confirmation.class)
                                .hash()
                                .equals(ProposalScene.HASH)
                        ? proposals.decide(id, ProposalState.EXECUTED)
                        : Optional.<ProposalDetail>empty();
            case "decline" ->
                json.readValue(exchange.getRequestBody(), Declination.class)
                                .reason()
                                .isBlank()
                        ? Optional.<ProposalDetail>empty()
                        : proposals.decide(id, ProposalState.DECLINED);
            case "withdraw" -> proposals.decide(id, ProposalState.WITHDRAWN);
            default -> proposals.detail(id);
        };
        maybe(exchange, answer.orElse(null));
    }

    private LedgerChecks checks(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST")
                ? ledger.ask(json.readValue(exchange.getRequestBody(), NewCheck.class)
                        .full())
                : ledger.checks();
    }

    private void proof(HttpExchange exchange, String event) throws IOException {
        var file = ledger.proof(event);
        if (event.equals(LedgerScene.EARLY)) {
            send(exchange, 409, problem(409, "not-signed-yet", null, null));
        } else if (file.isEmpty()) {
            send(exchange, 404, problem(404, null, null, null));
        } else {
            bytes(exchange, "text/plain; charset=utf-8", file.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void bytes(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private void job(HttpExchange exchange, String id, String tail) throws IOException {
        switch (tail) {
            case "file" -> bytes(exchange, "text/csv", ExportScene.FILE.getBytes(StandardCharsets.UTF_8));
            case "manifest" ->
                bytes(exchange, "application/json", ExportScene.MANIFEST.getBytes(StandardCharsets.UTF_8));
            default -> {
                exports.cancel(id);
                exchange.sendResponseHeaders(204, -1);
            }
        }
    }

    private void view(HttpExchange exchange, String name) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            views.remove(name);
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        var sent = json.readValue(exchange.getRequestBody(), SavedView.class);
        var kept = new SavedView(name, sent.page(), sent.query(), scenes.now());
        views.put(name, kept);
        send(exchange, 200, kept);
    }

    private SignInPage page(Map<String, List<String>> query, boolean none) {
        return none ? new SignInPage(List.of(), null, null) : scenes.page(query);
    }

    private void export(HttpExchange exchange, Map<String, List<String>> query) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/csv");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("format,what,number\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < scenes.exportRows(); i++) {
                out.write((one(query, "format") + ",row," + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void maybe(HttpExchange exchange, Object value) throws IOException {
        if (value == null) {
            send(exchange, 404, problem(404, null, null, null));
        } else {
            send(exchange, 200, value);
        }
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Problem problem(int status, String error, String acr, Integer maxAge) {
        return new Problem("about:blank", "Stub", status, "", error, acr, maxAge);
    }

    private Me me() {
        return new Me(
                MARTA,
                "mgarcia",
                "Marta García",
                "hospital",
                "Lindenfield Hospital",
                List.of("system-admin"),
                "mfa",
                Instant.now(Clock.systemUTC()));
    }

    static String one(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of("")).getFirst();
    }

    private static Map<String, List<String>> parsed(String raw) {
        var all = new LinkedHashMap<String, List<String>>();
        if (raw != null) {
            for (var pair : raw.split("&")) {
                int mark = pair.indexOf('=');
                all.computeIfAbsent(pair.substring(0, mark), k -> new ArrayList<>())
                        .add(URLDecoder.decode(pair.substring(mark + 1), StandardCharsets.UTF_8));
            }
        }
        return all;
    }
}
