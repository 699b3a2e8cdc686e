package health.keyward.history.rest;

import health.keyward.contract.history.PersonHits;
import health.keyward.history.PersonDecisions;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.Kind;
import health.keyward.history.core.TimelineQuestion;
import health.keyward.history.core.Window;
import health.keyward.history.store.Desk;
import health.keyward.history.store.People;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** {@code keyward/v1/history/people}: everything about one person on one page (LH-5). */
@Produces(MediaType.APPLICATION_JSON)
public final class PeopleResource {
    private static final Duration TIMELINE = Duration.ofDays(90);
    private static final int SHORTEST_REASON = 3;

    private final Counter counter;
    private final RealmId realm;
    private final People people;

    PeopleResource(Counter counter) {
        this.counter = counter;
        this.realm = counter.call().realmId();
        this.people = new People(Doors.all(counter.call().session(), PersonDecisions.class));
    }

    @GET
    @Takes(Parameters.PEOPLE)
    public Response search() {
        Asked asked = counter.asked(Parameters.PEOPLE);
        String text = asked.required("search").strip();
        int limit = asked.number("limit", 20, 1, 200);
        return Wire.json(new PersonHits(
                counter.answer("GET history/people", tx -> people.search(tx, realm, text, limit)).stream()
                        .map(hit ->
                                new PersonHits.Hit(hit.userId(), hit.username(), hit.name(), hit.unit(), hit.exists()))
                        .toList()));
    }

    @GET
    @Path("{userId}")
    @Takes(Parameters.NONE)
    public Response card(@PathParam("userId") String userId) {
        counter.asked(Parameters.NONE);
        UserId person = person(userId);
        var facts = counter.answer(
                "GET history/people/" + userId,
                tx -> people.facts(tx, realm, person, counter.clock().instant()));
        return Wire.json(new LivePerson(counter.call().session(), counter.call().realm())
                .card(person, facts)
                .orElseThrow(() -> Problems.notFound("Nobody with this id is known here, now or before.")));
    }

    @GET
    @Path("{userId}/timeline")
    @Takes(Parameters.TIMELINE)
    public Response timeline(@PathParam("userId") String userId) {
        Asked asked = counter.asked(Parameters.TIMELINE);
        UserId person = person(userId);
        TimelineQuestion question = timeline(asked.window(TIMELINE), asked.choices("kind", TimelineKind.class));
        Cursor after = asked.cursor("cursor");
        int limit = asked.number("limit", SignInsResource.PAGE, 1, SignInsResource.LONGEST_PAGE);
        return Wire.json(Said.timeline(counter.answer(
                "GET history/people/" + userId + "/timeline",
                tx -> people.timeline(tx, realm, person, question, after, limit))));
    }

    private static TimelineQuestion timeline(Window window, List<TimelineKind> asked) {
        List<Kind> kinds = asked.stream()
                .filter(kind -> kind != TimelineKind.CHANGE && kind != TimelineKind.DECISION)
                .map(kind -> Kind.valueOf(kind.name()))
                .toList();
        return new TimelineQuestion(
                window,
                asked.isEmpty() || !kinds.isEmpty(),
                kinds,
                asked.isEmpty() || asked.contains(TimelineKind.CHANGE),
                asked.isEmpty()
                        ? TimelineQuestion.Decisions.TELLING
                        : asked.contains(TimelineKind.DECISION)
                                ? TimelineQuestion.Decisions.ALL
                                : TimelineQuestion.Decisions.NONE);
    }

    @GET
    @Path("{userId}/sessions")
    @Takes(Parameters.NONE)
    public Response sessions(@PathParam("userId") String userId) {
        counter.asked(Parameters.NONE);
        UserId person = person(userId);
        counter.looked("GET history/people/" + userId + "/sessions");
        return Wire.json(new OpenSessions(counter).of(person));
    }

    @DELETE
    @Path("{userId}/sessions/{sessionId}")
    @Takes(Parameters.END_SESSION)
    public Response end(@PathParam("userId") String userId, @PathParam("sessionId") String sessionId) {
        counter.call().needs("end-session");
        Asked asked = counter.asked(Parameters.END_SESSION);
        UserId person = person(userId);
        String reason = asked.required("reason").strip();
        if (reason.length() < SHORTEST_REASON) {
            throw Asked.bad("reason", "must say why, in at least " + SHORTEST_REASON + " characters");
        }
        if (sessionId.length() > Asked.LONGEST) {
            throw Problems.notFound("This person has no such open session.");
        }
        var receipt = new OpenSessions(counter).end(person, sessionId, reason);
        UserId admin = new UserId(counter.call().user().getId());
        counter.database().write(tx -> {
            new Desk().file(tx, realm, admin, receipt);
            return receipt;
        });
        return Wire.json(Said.receipt(receipt));
    }

    private static UserId person(String text) {
        if (text.isBlank() || text.length() > 255 || text.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-id", "A person's id has 1 to 255 characters.");
        }
        return new UserId(text);
    }

    /** Kinds of attempts, decisions, and changes. */
    enum TimelineKind {
        SIGN_IN,
        SIGN_OUT,
        TOKEN,
        FACTOR,
        ACCOUNT,
        REFUSED,
        OTHER,
        DECISION,
        CHANGE
    }
}
