package health.keyward.history.rest;

import health.keyward.contract.history.Newer;
import health.keyward.history.core.Attempt;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.ExportOrder;
import health.keyward.history.core.Question;
import health.keyward.history.core.Steps;
import health.keyward.history.store.Attempts;
import health.keyward.history.store.Totals;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;

/** {@code keyward/v1/history/sign-ins}: who signed in and who tried (LH-1, LH-4). */
@Produces(MediaType.APPLICATION_JSON)
public final class SignInsResource {
    static final int PAGE = 50;
    static final int LONGEST_PAGE = 200;
    private static final int MOST_NEWER = 100;
    private static final List<String> COLUMNS = List.of(
            "time",
            "kind",
            "type",
            "outcome",
            "cause",
            "person_id",
            "person",
            "name",
            "unit",
            "unknown_name",
            "app",
            "protocol",
            "method",
            "acr",
            "address",
            "device",
            "session",
            "id",
            "entry",
            "synthetic");

    private final Counter counter;
    private final RealmId realm;
    private final Attempts attempts = new Attempts();

    SignInsResource(Counter counter) {
        this.counter = counter;
        this.realm = counter.call().realmId();
    }

    @GET
    @Takes(Parameters.SIGN_INS)
    public Response page() {
        Asked asked = counter.asked(Parameters.SIGN_INS);
        Question question = asked.question();
        Cursor after = asked.cursor("cursor");
        int limit = asked.number("limit", PAGE, 1, LONGEST_PAGE);
        return Wire.json(Said.signIns(
                counter.answer("GET history/sign-ins", tx -> attempts.page(tx, realm, question, after, limit))));
    }

    @GET
    @Path("newer")
    @Takes(Parameters.SIGN_INS_NEWER)
    public Response newer() {
        Asked asked = counter.asked(Parameters.SIGN_INS_NEWER);
        Question question = asked.question();
        asked.required("than");
        Cursor than = asked.cursor("than");
        long count = than == null ? 0 : counter.read(tx -> attempts.newer(tx, realm, question, than, MOST_NEWER + 1));
        return Wire.json(new Newer((int) Math.min(count, MOST_NEWER), count > MOST_NEWER));
    }

    @GET
    @Path("histogram")
    @Takes(Parameters.SIGN_INS_HISTOGRAM)
    public Response histogram() {
        Asked asked = counter.asked(Parameters.SIGN_INS_HISTOGRAM);
        Question question = asked.question();
        int buckets = asked.number("buckets", HistoryResource.BUCKETS, 1, HistoryResource.MOST_BUCKETS);
        long step = Steps.of(question.window(), buckets);
        return Wire.json(Said.histogram(
                step,
                counter.answer("GET history/sign-ins/histogram", tx -> attempts.histogram(tx, realm, question, step))));
    }

    @GET
    @Path("summary")
    @Takes(Parameters.SIGN_INS_SUMMARY)
    public Response summary() {
        Question question = counter.asked(Parameters.SIGN_INS_SUMMARY).question();
        Totals totals = new Totals(attempts);
        return Wire.json(Said.summary(
                question.window(),
                counter.answer("GET history/sign-ins/summary", tx -> totals.figures(tx, realm, question))));
    }

    @GET
    @Path("export")
    @Produces({"text/csv", MediaType.APPLICATION_JSON, "application/fhir+ndjson"})
    @Takes(Parameters.SIGN_INS_EXPORT)
    public Response export() {
        Asked asked = counter.asked(Parameters.SIGN_INS_EXPORT);
        Question question = asked.question();
        Lines.Format format = asked.format();
        Export export = new Export(counter, "sign-ins");
        return format == Lines.Format.FHIR
                ? export.answer(
                        counter.fhir(asked).attempts(),
                        (tx, taker) -> attempts.eachDetail(tx, realm, question, null, Long.MAX_VALUE, taker))
                : export.answer(lines(format), (tx, taker) -> attempts.each(tx, realm, question, taker));
    }

    /** Everything that matches, made in the background; for more than a browser likes to wait for (LH-11). */
    @POST
    @Path("exports")
    @Takes(Parameters.SIGN_INS_EXPORT)
    public Response exports() {
        Asked asked = counter.asked(Parameters.SIGN_INS_EXPORT);
        asked.question();
        return new Orders(counter).take(ExportOrder.What.SIGN_INS, asked);
    }

    static Lines<Attempt> lines(Lines.Format format) {
        return new Lines<>(format, COLUMNS, SignInsResource::cells, Said::row);
    }

    private static List<?> cells(Attempt a) {
        return Arrays.asList(
                a.at(),
                a.kind(),
                a.type(),
                a.outcome(),
                a.cause(),
                a.userId(),
                a.username(),
                a.personName(),
                a.unit(),
                a.unknownName(),
                a.clientId(),
                a.protocol(),
                a.method(),
                a.acr(),
                a.address(),
                a.device(),
                a.sessionId(),
                a.id(),
                a.seq(),
                a.synthetic());
    }

    @GET
    @Path("{id}")
    @Takes(Parameters.NONE)
    public Response detail(@PathParam("id") String id) {
        counter.asked(Parameters.NONE);
        var event = EventId.parse(id);
        return Wire.json(counter.answer("GET history/sign-ins/" + id, tx -> attempts.detail(tx, realm, event))
                .map(Said::detail)
                .orElseThrow(() -> Problems.notFound("There is no entry with this id.")));
    }
}
