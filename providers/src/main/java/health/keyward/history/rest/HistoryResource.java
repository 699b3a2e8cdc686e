package health.keyward.history.rest;

import health.keyward.audit.Ledger;
import health.keyward.contract.history.DemoData;
import health.keyward.contract.history.Overview;
import health.keyward.contract.history.Receipts;
import health.keyward.history.core.AppUse;
import health.keyward.history.core.Attention;
import health.keyward.history.core.Figures;
import health.keyward.history.core.Question;
import health.keyward.history.core.Steps;
import health.keyward.history.core.TopBy;
import health.keyward.history.core.Window;
import health.keyward.history.store.Attempts;
import health.keyward.history.store.Desk;
import health.keyward.history.store.Totals;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code keyward/v1/history}, for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {
    static final int BUCKETS = 60;
    static final int MOST_BUCKETS = 200;
    private static final int TOP_APPS = 8;
    private static final long LEDGER_LATE_MILLIS = 10_000;

    private final Counter counter;
    private final Attempts attempts = new Attempts();
    private final Totals totals = new Totals(attempts);

    public HistoryResource(AdminCall call, Database database, Ledger ledger, Clock clock) {
        counter = new Counter(call, database, ledger, clock);
    }

    @GET
    @Path("overview")
    @Takes(Parameters.OVERVIEW)
    public Response overview() {
        Window window = counter.asked(Parameters.OVERVIEW).window(Duration.ofDays(1));
        return Wire.json(counter.answer("GET history/overview", tx -> overview(tx, window)));
    }

    private Overview overview(Connection tx, Window window) throws SQLException {
        var realm = counter.call().realmId();
        Question all = Question.all(window);
        Figures figures = totals.figures(tx, realm, all);
        long step = Steps.of(window, BUCKETS);
        List<Attention> attention = new ArrayList<>();
        Ledger.State ledger = counter.ledger().state();
        if (ledger.oldestWaitingMillis() > LEDGER_LATE_MILLIS) {
            attention.add(new Attention(
                    "ledger-behind",
                    ledger.waiting(),
                    null,
                    null,
                    counter.clock().instant().minusMillis(ledger.oldestWaitingMillis())));
        }
        attention.addAll(totals.attention(tx, realm, window, figures));
        return new Overview(
                Said.summary(window, figures),
                Said.histogram(step, attempts.histogram(tx, realm, all, step)),
                totals.apps(tx, realm, window),
                totals.topApps(tx, realm, window, TOP_APPS).stream()
                        .map(HistoryResource::said)
                        .toList(),
                attention.stream().map(HistoryResource::said).toList(),
                totals.newest(tx, realm, window).orElse(null));
    }

    private static Overview.AppUse said(AppUse use) {
        return new Overview.AppUse(use.app(), use.success(), use.failed());
    }

    private static Overview.Attention said(Attention a) {
        return new Overview.Attention(a.code(), a.count(), a.subject(), a.link(), a.since());
    }

    @GET
    @Path("failures/top")
    @Takes(Parameters.FAILURES_TOP)
    public Response top() {
        Asked asked = counter.asked(Parameters.FAILURES_TOP);
        Question question = asked.question();
        TopBy by = Asked.choice("by", asked.required("by"), TopBy.class);
        int limit = asked.number("limit", 10, 1, 200);
        return Wire.json(Said.top(counter.answer(
                "GET history/failures/top",
                tx -> attempts.top(tx, counter.call().realmId(), question, by, limit))));
    }

    @GET
    @Path("receipts")
    @Takes(Parameters.NONE)
    public Response receipts() {
        counter.asked(Parameters.NONE);
        UserId admin = new UserId(counter.call().user().getId());
        return Wire.json(new Receipts(
                counter.read(tx -> new Desk().receipts(tx, counter.call().realmId(), admin)).stream()
                        .map(Said::receipt)
                        .toList()));
    }

    @GET
    @Path("demo-data")
    @Takes(Parameters.NONE)
    public Response demoData() {
        counter.asked(Parameters.NONE);
        return Wire.json(new DemoData(
                counter.read(tx -> attempts.anySynthetic(tx, counter.call().realmId()))));
    }

    @Path("sign-ins")
    public SignInsResource signIns() {
        return new SignInsResource(counter);
    }

    @Path("people")
    public PeopleResource people() {
        return new PeopleResource(counter);
    }

    @Path("changes")
    public ChangesResource changes() {
        return new ChangesResource(counter);
    }

    @Path("exports")
    public ExportsResource exports() {
        return new ExportsResource(counter);
    }

    @Path("views")
    public ViewsResource views() {
        return new ViewsResource(counter);
    }
}
