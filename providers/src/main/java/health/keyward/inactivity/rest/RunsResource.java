package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.InactivityEvidence;
import health.keyward.contract.inactivity.InactivityRunPage;
import health.keyward.contract.inactivity.InactivityRunPeople;
import health.keyward.inactivity.core.Act;
import health.keyward.inactivity.core.Item;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.Run;
import health.keyward.inactivity.store.Directory;
import health.keyward.inactivity.store.PolicyBook;
import health.keyward.inactivity.store.PolicyBook.Version;
import health.keyward.inactivity.store.Runs;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/inactivity/runs}: what the engine did, person by person, and the proof of it (IN-14). */
@Produces(MediaType.APPLICATION_JSON)
public final class RunsResource {
    private final InactivityDesk desk;
    private final Runs runs = new Runs();

    RunsResource(InactivityDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"kind", "busy", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "kind", "busy", "cursor", "limit");
        Run.@Nullable Kind kind = query.choice("kind", Run.Kind.class).orElse(null);
        boolean busy = query.choice("busy", AccountsResource.YesNo.class).orElse(AccountsResource.YesNo.NO)
                == AccountsResource.YesNo.YES;
        @Nullable PageKey after = query.cursor().orElse(null);
        int limit = query.limit();
        desk.call().looked("GET inactivity/runs", query.question());
        return Wire.json(desk.database().read(tx -> {
            List<Run> found = runs.list(tx, desk.call().realmId(), kind, busy, after, limit + 1);
            List<Run> shown = found.subList(0, Math.min(limit, found.size()));
            List<Runs.Count> counts =
                    runs.counts(tx, shown.stream().map(Run::id).toList());
            return new InactivityRunPage(
                    shown.stream().map(run -> Said.run(run, counts)).toList(),
                    found.size() > limit
                            ? new PageKey(
                                            shown.getLast().startedAt(),
                                            shown.getLast().id())
                                    .text()
                            : null);
        }));
    }

    /** Tries the policies in force dry, now; before any were activated, the defaults one may start from. */
    @POST
    @Path("dry")
    public Response dry() {
        desk.call().withoutParameters().looked("POST inactivity/runs/dry", "");
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().write(tx -> {
            Optional<Version> version = new PolicyBook().newest(tx, realm);
            Policies policies = version.map(Version::policies).orElseGet(() -> Policies.usual(desk.now()));
            Run run = desk.engine()
                    .dryRun(
                            tx,
                            desk.house(),
                            realm,
                            policies,
                            version.map(Version::number).orElse(0L))
                    .run();
            return Said.run(run, runs.counts(tx, List.of(run.id())));
        }));
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String text) {
        desk.call().withoutParameters();
        UUID id = InactivityDesk.id(text);
        desk.call().looked("GET inactivity/runs/" + id, "");
        return Wire.json(desk.database().read(tx -> Said.run(run(tx, id), runs.counts(tx, List.of(id)))));
    }

    @GET
    @Path("{id}/people")
    @Query.Of({"act", "state", "cursor", "limit"})
    public Response people(@PathParam("id") String text) {
        Query query = Query.of(desk.call(), "act", "state", "cursor", "limit");
        UUID id = InactivityDesk.id(text);
        @Nullable Act act = query.choice("act", Act.class).orElse(null);
        Item.@Nullable State state = query.choice("state", Item.State.class).orElse(null);
        String after = query.text("cursor").map(Places::decoded).orElse("");
        int limit = query.limit();
        desk.call().looked("GET inactivity/runs/" + id + "/people", query.question());
        return Wire.json(desk.database().read(tx -> {
            run(tx, id);
            List<Item> found = runs.people(tx, id, act, state, after, limit + 1);
            List<Item> shown = found.subList(0, Math.min(limit, found.size()));
            Map<UserId, Directory.Person> names = new Directory()
                    .of(
                            tx,
                            desk.call().realmId(),
                            shown.stream().map(Item::person).toList());
            return new InactivityRunPeople(
                    shown.stream().map(item -> Said.line(item, names)).toList(),
                    found.size() > limit
                            ? Places.encoded(shown.getLast().person().value())
                            : null);
        }));
    }

    @GET
    @Path("{id}/evidence")
    public Response evidence(@PathParam("id") String text) {
        desk.call().withoutParameters();
        UUID id = InactivityDesk.id(text);
        desk.call().looked("GET inactivity/runs/" + id + "/evidence", "");
        return Wire.json(desk.database().read(tx -> {
            Run run = run(tx, id);
            String hash = run.listHash();
            String event = run.eventId();
            if (hash == null || event == null) {
                throw Problems.conflict(
                        "no-evidence",
                        "Of runs that have ended, the ledger holds those that had something to do and the first of each day.");
            }
            StringBuilder list = new StringBuilder();
            desk.engine().list(tx, run, list::append);
            return new InactivityEvidence(Said.run(run, runs.counts(tx, List.of(id))), list.toString(), hash, event);
        }));
    }

    private Run run(Connection tx, UUID id) throws SQLException {
        return runs.find(tx, desk.call().realmId(), id)
                .orElseThrow(() -> Problems.notFound("There is no run with this id."));
    }
}
