package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.DecideInactivityKept;
import health.keyward.contract.inactivity.InactivityKeptDecided;
import health.keyward.contract.inactivity.InactivityKeptRight;
import health.keyward.contract.inactivity.InactivityReturn;
import health.keyward.contract.inactivity.InactivityReturnPage;
import health.keyward.contract.inactivity.NewInactivityReturn;
import health.keyward.inactivity.core.ComingBack;
import health.keyward.inactivity.core.KeptRight;
import health.keyward.inactivity.core.PeopleBack;
import health.keyward.inactivity.store.Directory;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/inactivity/returns}: who may come back and how, and what becomes of what was taken from them (IN-10). */
@Produces(MediaType.APPLICATION_JSON)
public final class ReturnsResource {
    private final InactivityDesk desk;
    private final PeopleBack people;
    private final Directory directory = new Directory();

    ReturnsResource(InactivityDesk desk, PeopleBack people) {
        this.desk = desk;
        this.people = people;
    }

    @GET
    @Query.Of({"search", "kept", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "search", "kept", "cursor", "limit");
        @Nullable String search = query.text("search").orElse(null);
        @Nullable
        Boolean kept = query.choice("kept", AccountsResource.YesNo.class)
                .map(answer -> answer == AccountsResource.YesNo.YES)
                .orElse(null);
        Directory.Place after = query.text("cursor").map(Places::parse).orElse(Directory.Place.START);
        int limit = query.limit();
        desk.call().looked("GET inactivity/returns", query.question());
        RealmId realm = desk.call().realmId();
        List<Directory.Person> found =
                desk.database().read(tx -> directory.back(tx, realm, search, kept, after, limit + 1));
        List<Directory.Person> shown = found.subList(0, Math.min(limit, found.size()));
        return Wire.json(new InactivityReturnPage(
                shown.stream().flatMap(person -> said(person).stream()).toList(),
                found.size() > limit
                        ? Places.text(new Directory.Place(
                                shown.getLast().username(), shown.getLast().id().value()))
                        : null));
    }

    @GET
    @Path("{userId}")
    public Response one(@PathParam("userId") String text) {
        desk.call().withoutParameters();
        UserId id = person(text);
        desk.call().looked("GET inactivity/returns/" + id, "");
        RealmId realm = desk.call().realmId();
        Directory.@Nullable Person person =
                desk.database().read(tx -> directory.of(tx, realm, List.of(id))).get(id);
        return Wire.json(Optional.ofNullable(person).flatMap(this::said).orElseThrow(ReturnsResource::unknown));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response propose(@Nullable String body) {
        desk.call().withoutParameters().needsFresh("inactivity-return");
        NewInactivityReturn asked = Wire.read(body == null ? "" : body, NewInactivityReturn.class);
        String reason = InactivityDesk.reason(asked.reason());
        if (asked.userId() == null || asked.retrained() == null) {
            throw Problems.badRequest("bad-body", "Say who comes back, and when they were trained again.");
        }
        return desk.proposed(
                "inactivity-return",
                Map.of(
                        "person",
                        person(asked.userId()).value(),
                        "retrained",
                        asked.retrained().toString()),
                reason);
    }

    @POST
    @Path("{userId}/kept/{kind}/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response decide(
            @PathParam("userId") String text,
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @Nullable String body) {
        desk.call().withoutParameters().needsFresh("inactivity-kept-right");
        UserId person = person(text);
        DecideInactivityKept asked = Wire.read(body == null ? "" : body, DecideInactivityKept.class);
        String reason = InactivityDesk.reason(asked.reason());
        if (asked.decision() == null) {
            throw Problems.badRequest("bad-body", "Say whether it is given back or dropped.");
        }
        KeptRight right = people.kept(desk.call().realmId(), person).stream()
                .filter(one -> one.kind().name().equals(kind) && one.id().equals(id))
                .findFirst()
                .orElseThrow(ReturnsResource::unknown);
        return switch (asked.decision()) {
            case DROP -> dropped(person, right, reason);
            case GIVE -> given(person, right, reason);
        };
    }

    private Response dropped(UserId person, KeptRight right, String reason) {
        people.drop(desk.call().realmId(), person, right);
        record(person, "Dropped the " + right.kind() + " " + right.name() + ". Reason: " + reason);
        return Wire.json(new InactivityKeptDecided(true, null));
    }

    /** Nobody gives anything back to themselves, and what is guarded waits for a second person. */
    private Response given(UserId person, KeptRight right, String reason) {
        if (person.value().equals(desk.call().user().getId())) {
            throw Problems.problem(
                    "second-person-needed",
                    "This needs another person",
                    403,
                    "This would hold for you. Somebody else must do it.");
        }
        if (right.state() != KeptRight.State.PROPOSED) {
            throw Problems.conflict("not-proposed", "The person has it again, or the realm has it no more.");
        }
        return switch (right.guard()) {
            case BRINGS_PROTECTED ->
                throw Problems.conflict(
                        "brings-protected",
                        "A protected role would come with it. Propose that role by itself, and drop this.");
            case PROTECTED ->
                waiting(
                        "protected-role",
                        Map.of("person", person.value(), "role", right.name(), "act", "GRANT"),
                        reason);
            case STEP_UP ->
                waiting(
                        "inactivity-kept-right",
                        Map.of("person", person.value(), "kind", right.kind().name(), "id", right.id()),
                        reason);
            case NONE -> done(person, right, reason);
        };
    }

    private Response waiting(String kind, Map<String, String> asked, String reason) {
        return Wire.json(new InactivityKeptDecided(
                false, desk.proposal(kind, asked, reason).toString()));
    }

    private Response done(UserId person, KeptRight right, String reason) {
        Optional<String> fault = people.give(desk.call().realmId(), person, right);
        if (fault.isPresent()) {
            throw Problems.conflict("not-given", fault.get());
        }
        record(person, "Gave back the " + right.kind() + " " + right.name() + ". Reason: " + reason);
        return Wire.json(new InactivityKeptDecided(true, null));
    }

    private void record(UserId person, String words) {
        desk.ledger()
                .changed(
                        desk.call().realmId(),
                        desk.call().actor(),
                        "ACTION",
                        "INACTIVITY_KEPT_RIGHT",
                        "inactivity/returns/" + person,
                        person.value(),
                        words);
    }

    private Optional<InactivityReturn> said(Directory.Person person) {
        RealmId realm = desk.call().realmId();
        List<InactivityKeptRight> kept = people.kept(realm, person.id()).stream()
                .map(one -> new InactivityKeptRight(
                        InactivityKeptRight.Kind.valueOf(one.kind().name()),
                        one.id(),
                        one.name(),
                        one.keptAt(),
                        InactivityKeptRight.State.valueOf(one.state().name()),
                        InactivityKeptRight.Guard.valueOf(one.guard().name())))
                .toList();
        @Nullable LocalDate retrained = people.retrained(realm, person.id()).orElse(null);
        return people.judged(realm, person.id()).map(found -> switch (found.way()) {
            case ComingBack.Alone alone ->
                new InactivityReturn(
                        person.id().value(),
                        person.username(),
                        person.name(),
                        false,
                        InactivityReturn.Way.ALONE,
                        null,
                        alone.disabledAt(),
                        alone.until(),
                        retrained,
                        kept);
            case ComingBack.WithStaff staff ->
                new InactivityReturn(
                        person.id().value(),
                        person.username(),
                        person.name(),
                        false,
                        InactivityReturn.Way.WITH_STAFF,
                        null,
                        staff.disabledAt(),
                        null,
                        retrained,
                        kept);
            case ComingBack.No no ->
                new InactivityReturn(
                        person.id().value(),
                        person.username(),
                        person.name(),
                        found.account().enabled(),
                        InactivityReturn.Way.NONE,
                        no.why().name(),
                        null,
                        null,
                        retrained,
                        kept);
        });
    }

    private static UserId person(String text) {
        if (text.isBlank() || text.length() > 255 || text.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-id", "A person's id has 1 to 255 characters.");
        }
        return new UserId(text);
    }

    private static RuntimeException unknown() {
        return Problems.notFound("There is no such thing to give back, or nobody with this id.");
    }
}
