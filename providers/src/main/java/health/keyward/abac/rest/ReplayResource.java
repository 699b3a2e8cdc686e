package health.keyward.abac.rest;

import health.keyward.abac.core.Turns;
import health.keyward.abac.keycloak.bundle.RealmReplays.Ordered;
import health.keyward.abac.store.ReplayJobs.Job;
import health.keyward.contract.abac.PolicyReplay;
import health.keyward.contract.abac.PolicyReplayOrder;
import health.keyward.contract.abac.PolicyReplays;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/abac/replays}: what a bundle would have decided otherwise (AB-7). Ordering one is a change, looking at one a look. */
@Produces(MediaType.APPLICATION_JSON)
public final class ReplayResource {
    private static final int LONGEST_DAYS = 366;
    private static final int SHOWN = 50;
    private static final int COUNTS_SHOWN = 30;

    private final PolicyDesk desk;

    ReplayResource(PolicyDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response list() {
        desk.call().withoutParameters().looked("GET abac/replays", "");
        return Wire.json(new PolicyReplays(desk.replays().list(desk.call().realmId(), SHOWN).stream()
                .map(job -> said(job, false))
                .toList()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response order(@Nullable String body) {
        desk.call().withoutParameters().needs("policy-replay");
        PolicyReplayOrder given = Wire.read(body == null ? "" : body, PolicyReplayOrder.class);
        Long version = given.version();
        if (version == null || version < 0 || version > Integer.MAX_VALUE) {
            throw Problems.badRequest(
                    "bad-version", "version is the number of a bundle; 0 is that of the installation.");
        }
        if (given.days() < 1 || given.days() > LONGEST_DAYS) {
            throw Problems.badRequest("bad-days", "days is from 1 to " + LONGEST_DAYS + ".");
        }
        return switch (desk.replays()
                .order(
                        desk.call().realmId(),
                        version,
                        given.days(),
                        desk.call().user().getUsername(),
                        desk.call().actor(),
                        desk.clock().instant())) {
            case Ordered.Ok(Job job) -> Wire.json(said(job, true));
            case Ordered.Unknown unknown -> throw Problems.notFound("There is no bundle of this number.");
            case Ordered.Refused(String why) -> throw Problems.conflict("no-replay", why);
        };
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String text) {
        desk.call().withoutParameters();
        UUID id = id(text);
        desk.call().looked("GET abac/replays/" + id, "");
        return Wire.json(said(job(id), true));
    }

    @POST
    @Path("{id}/cancel")
    public Response cancel(@PathParam("id") String text) {
        desk.call().withoutParameters();
        UUID id = id(text);
        job(id);
        if (!desk.replays()
                .cancel(
                        desk.call().realmId(),
                        id,
                        desk.call().actor(),
                        desk.clock().instant())) {
            throw Problems.conflict("ended", "It has ended already.");
        }
        return Wire.json(said(job(id), true));
    }

    private Job job(UUID id) {
        return desk.replays()
                .one(desk.call().realmId(), id)
                .orElseThrow(() -> Problems.notFound("There is no replay with this id."));
    }

    static UUID id(String text) {
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Problems.badRequest("bad-id", "An id of a replay is a UUID in lower case.");
        }
        return UUID.fromString(text);
    }

    static PolicyReplay said(Job job, boolean turned) {
        Turns.Count counted = job.counted();
        List<PolicyReplay.Turned> kinds = new ArrayList<>();
        for (Turns.Kind kind : turned ? Turns.Kind.values() : new Turns.Kind[0]) {
            if (counted.of(kind).n() > 0) {
                kinds.add(said(kind, counted.of(kind)));
            }
        }
        return new PolicyReplay(
                job.order().id().toString(),
                job.order().version(),
                job.order().revision(),
                job.order().sha256(),
                job.order().from(),
                job.order().to(),
                job.order().by(),
                job.order().at(),
                PolicyReplay.State.valueOf(job.state().name()),
                job.began(),
                job.ended(),
                job.total(),
                job.done(),
                counted.compared(),
                counted.erased(),
                counted.failed(),
                counted.turns(),
                job.detail(),
                kinds);
    }

    private static PolicyReplay.Turned said(Turns.Kind kind, Turns.Turned turned) {
        return new PolicyReplay.Turned(
                PolicyReplay.Kind.valueOf(kind.name()),
                turned.n(),
                counts(turned, Turns.By.ROLE),
                counts(turned, Turns.By.APP),
                counts(turned, Turns.By.RULE),
                counts(turned, Turns.By.DATA),
                turned.examples().stream()
                        .map(one -> new PolicyReplay.Example(
                                one.id(), Instant.parse(one.at()), one.app(), one.was(), one.now(), one.reasons()))
                        .toList());
    }

    private static List<PolicyReplay.Count> counts(Turns.Turned turned, Turns.By by) {
        return turned.by().getOrDefault(by, Map.of()).entrySet().stream()
                .map(one -> new PolicyReplay.Count(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingLong(PolicyReplay.Count::n)
                        .reversed()
                        .thenComparing(PolicyReplay.Count::of))
                .limit(COUNTS_SHOWN)
                .toList();
    }
}
