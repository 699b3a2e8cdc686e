package health.keyward.history.rest;

import health.keyward.history.core.AlterationDetail;
import health.keyward.history.core.ChangeQuestion;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.ExportOrder;
import health.keyward.history.store.Alterations;
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
import java.util.stream.Collectors;

/** {@code keyward/v1/history/changes}: who changed what, before and after (LH-5). */
@Produces(MediaType.APPLICATION_JSON)
public final class ChangesResource {
    private static final List<String> COLUMNS = List.of(
            "time",
            "operation",
            "area",
            "target",
            "target_person_id",
            "target_person",
            "actor_id",
            "actor",
            "actor_realm",
            "app",
            "address",
            "source",
            "changed",
            "session",
            "id",
            "entry",
            "synthetic");

    private final Counter counter;
    private final RealmId realm;
    private final Alterations alterations = new Alterations();

    ChangesResource(Counter counter) {
        this.counter = counter;
        this.realm = counter.call().realmId();
    }

    @GET
    @Takes(Parameters.CHANGES)
    public Response page() {
        Asked asked = counter.asked(Parameters.CHANGES);
        ChangeQuestion question = asked.changes();
        Cursor after = asked.cursor("cursor");
        int limit = asked.number("limit", SignInsResource.PAGE, 1, SignInsResource.LONGEST_PAGE);
        return Wire.json(Said.changes(
                counter.answer("GET history/changes", tx -> alterations.page(tx, realm, question, after, limit))));
    }

    @GET
    @Path("export")
    @Produces({"text/csv", MediaType.APPLICATION_JSON, "application/fhir+ndjson"})
    @Takes(Parameters.CHANGES_EXPORT)
    public Response export() {
        Asked asked = counter.asked(Parameters.CHANGES_EXPORT);
        ChangeQuestion question = asked.changes();
        Lines.Format format = asked.format();
        Lines<AlterationDetail> lines =
                format == Lines.Format.FHIR ? counter.fhir(asked).alterations() : lines(format);
        return new Export(counter, "changes")
                .answer(lines, (tx, taker) -> alterations.each(tx, realm, question, taker));
    }

    /** Everything that matches, made in the background; for more than a browser likes to wait for (LH-11). */
    @POST
    @Path("exports")
    @Takes(Parameters.CHANGES_EXPORT)
    public Response exports() {
        Asked asked = counter.asked(Parameters.CHANGES_EXPORT);
        asked.changes();
        return new Orders(counter).take(ExportOrder.What.CHANGES, asked);
    }

    static Lines<AlterationDetail> lines(Lines.Format format) {
        return new Lines<>(format, COLUMNS, ChangesResource::cells, Said::detail);
    }

    private static List<?> cells(AlterationDetail d) {
        var a = d.row();
        return Arrays.asList(
                a.at(),
                a.operation(),
                a.area(),
                a.target(),
                a.targetUserId(),
                a.targetUsername(),
                a.actorId(),
                a.actorName(),
                a.actorRealm(),
                a.clientId(),
                a.address(),
                a.source(),
                d.fields().stream().map(ChangesResource::inWords).collect(Collectors.joining("; ")),
                d.sessionId(),
                a.id(),
                a.seq(),
                a.synthetic());
    }

    private static String inWords(AlterationDetail.Field field) {
        return field.thing() + " " + field.name() + ": " + field.before() + " -> " + field.after();
    }

    @GET
    @Path("{id}")
    @Takes(Parameters.NONE)
    public Response detail(@PathParam("id") String id) {
        counter.asked(Parameters.NONE);
        var event = EventId.parse(id);
        return Wire.json(counter.answer("GET history/changes/" + id, tx -> alterations.detail(tx, realm, event))
                .map(Said::detail)
                .orElseThrow(() -> Problems.notFound("There is no change with this id.")));
    }
}
