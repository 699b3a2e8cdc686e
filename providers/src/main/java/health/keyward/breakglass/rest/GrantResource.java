package health.keyward.breakglass.rest;

import health.keyward.audit.Ledger;
import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantFilter;
import health.keyward.breakglass.keycloak.SessionGrants;
import health.keyward.contract.breakglass.BreakGlassGrant;
import health.keyward.contract.breakglass.BreakGlassGrants;
import health.keyward.contract.breakglass.EndBreakGlassGrant;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/breakglass/grants}: emergency access that runs or ran, for system administrators and privacy officers (BG-10). */
@Produces(MediaType.APPLICATION_JSON)
public final class GrantResource {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 500;

    private final GrantDesk desk;

    GrantResource(GrantDesk desk) {
        this.desk = desk;
    }

    /** Which grants are wanted. */
    public enum State {
        RUNNING,
        OVER
    }

    @GET
    @Query.Of({"from", "to", "state", "person", "reason", "app", "limit", "cursor"})
    public Response list() {
        AdminCall call = desk.call();
        Query query = Query.of(call, "from", "to", "state", "person", "reason", "app", "limit", "cursor");
        GrantFilter filter = new GrantFilter(
                query.choice("state", State.class).map(State.RUNNING::equals).orElse(null),
                query.text("person").orElse(null),
                query.text("reason").orElse(null),
                query.text("app").orElse(null),
                MetricsResource.time(query, "from").orElse(null),
                MetricsResource.time(query, "to").orElse(null));
        Optional<PageKey> after = query.cursor();
        int limit = query.limit();
        AdminCall.Look look = call.looking("GET breakglass/grants", query.question());
        List<Grant> found = desk.grants()
                .page(
                        call.realmId(),
                        filter,
                        after.map(PageKey::at).orElse(null),
                        after.map(PageKey::id).orElse(null),
                        limit + 1);
        List<Grant> page = found.subList(0, Math.min(limit, found.size()));
        look.await();
        return Wire.json(new BreakGlassGrants(
                page.stream().map(this::said).toList(), found.size() > limit ? next(page.getLast()) : null));
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        desk.call().withoutParameters().looked("GET breakglass/grants/" + shown(id), "");
        return Wire.json(said(grant(id)));
    }

    @POST
    @Path("{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response end(@PathParam("id") String id, @Nullable String body) {
        AdminCall call = desk.call().withoutParameters().needsFresh("breakglass-revoke");
        String reason =
                Wire.read(body == null ? "" : body, EndBreakGlassGrant.class).reason();
        if (reason == null
                || reason.strip().length() < SHORTEST
                || reason.length() > LONGEST
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-reason", "A reason has 3 to 500 characters and no control characters.");
        }
        Grant grant = grant(id);
        if (!desk.grants().end(call.realmId(), id, EndReason.REVOKED, call.actor())) {
            throw Problems.conflict("over", "That grant was over already.");
        }
        Doors.open(call.session(), Ledger.class)
                .changed(
                        call.realmId(),
                        call.actor(),
                        "ACTION",
                        "BREAK_GLASS_GRANT",
                        "breakglass/grants/" + id + "/end",
                        grant.person().value(),
                        reason.strip());
        return Wire.json(said(grant(id)));
    }

    private Grant grant(String id) {
        return desk.grants()
                .find(desk.call().realmId(), id)
                .orElseThrow(() -> Problems.notFound("There is no grant of that id in this realm."));
    }

    private static String shown(String id) {
        return id.matches("[0-9a-f]{32}") ? id : "unknown";
    }

    private static String next(Grant last) {
        return new PageKey(
                        last.from(),
                        UUID.fromString(last.id().replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")))
                .text();
    }

    private BreakGlassGrant said(Grant grant) {
        return said(desk.grants(), grant);
    }

    static BreakGlassGrant said(SessionGrants grants, Grant grant) {
        boolean running = grants.runs(grant);
        Grant.End end = grant.ended();
        return new BreakGlassGrant(
                grant.id(),
                grant.person().value(),
                grant.username(),
                grant.patient(),
                grant.apps(),
                grant.dataClass(),
                grant.action(),
                grant.purpose(),
                grant.reason(),
                grant.reasonsVersion(),
                grant.from(),
                grant.until(),
                (running ? State.RUNNING : State.OVER).name(),
                grant.waived(),
                grant.coSigner() == null ? null : grant.coSigner().value(),
                grant.degraded(),
                running ? null : end == null ? grant.until() : end.at(),
                running ? null : (end == null ? EndReason.EXPIRED : end.why()).name(),
                end == null || end.by() == null ? null : end.by().value());
    }
}
