package health.keyward.inactivity.access;

import health.keyward.audit.Ledger;
import health.keyward.inactivity.core.Leaver;
import health.keyward.inactivity.core.LeaverDesk;
import health.keyward.inactivity.core.LeaverDesk.Person;
import health.keyward.inactivity.core.LeaverDesk.Reported;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/**
 * {@code /realms/{realm}/keyward/v1/leavers}: what a personnel system needs of SCIM to say that somebody has left: finding a user by {@code userName} or {@code
 * externalId}, reading one, and {@code PATCH} with {@code active} (RFC 7644 3.4.2, 3.5.2). Nobody is made, changed or let back in by it.
 */
public final class LeaverFeedResource {
    private static final String SCIM = "application/scim+json";
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private static final String REASON = "said by the personnel system";
    private static final int LONGEST = 16 << 10;
    private static final Pattern FILTER =
            Pattern.compile("\\s*(userName|externalId)\\s+eq\\s+\"([^\"\\\\]{1,255})\"\\s*", Pattern.CASE_INSENSITIVE);

    private final KeycloakSession session;
    private final LeaverDesk desk;
    private final Clock clock;

    public LeaverFeedResource(KeycloakSession session, LeaverDesk desk, Clock clock) {
        this.session = session;
        this.desk = desk;
        this.clock = clock;
    }

    @GET
    @Path("Users")
    @Produces(SCIM)
    public Response find(@QueryParam("filter") @Nullable String filter) {
        Actor feed = new FeedGate(session).admit();
        Matcher asked = FILTER.matcher(filter == null ? "" : filter);
        if (!asked.matches()) {
            throw Problems.badRequest(
                    "bad-filter", "The filter is userName eq \"...\" or externalId eq \"...\", and nothing else.");
        }
        looked(feed, "GET leavers/Users", "filter=" + filter);
        boolean byName = asked.group(1).equalsIgnoreCase("userName");
        List<Map<String, Object>> found = (byName
                        ? desk.named(realm(), asked.group(2))
                        : desk.numbered(realm(), asked.group(2)))
                .stream()
                        .flatMap(id -> desk.person(realm(), id).stream())
                        .map(this::said)
                        .toList();
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("schemas", List.of(LIST));
        list.put("totalResults", found.size());
        list.put("itemsPerPage", found.size());
        list.put("startIndex", 1);
        list.put("Resources", found);
        return scim(list);
    }

    @GET
    @Path("Users/{id}")
    @Produces(SCIM)
    public Response one(@PathParam("id") String id) {
        Actor feed = new FeedGate(session).admit();
        looked(feed, "GET leavers/Users/" + id, "");
        return scim(said(person(id)));
    }

    @PATCH
    @Path("Users/{id}")
    @Consumes({SCIM, "application/json"})
    @Produces(SCIM)
    public Response patch(@PathParam("id") String id, @Nullable String body) {
        Actor feed = new FeedGate(session).admit();
        Optional<ActivePatch> patch =
                body == null || body.length() > LONGEST ? Optional.empty() : ActivePatch.read(body);
        if (patch.isEmpty()) {
            throw Problems.badRequest(
                    "bad-patch",
                    "Only active can be changed here: a PatchOp (RFC 7644 3.5.2) that replaces it with true or false.");
        }
        Person person = person(id);
        if (patch.get().active()) {
            stays(person, feed);
        } else {
            leaves(person, feed);
        }
        return scim(said(person(id)));
    }

    private void leaves(Person person, Actor feed) {
        if (isOut(person)) {
            return;
        }
        Reported reported = desk.report(realm(), person.id(), Leaver.Source.FEED, feed, clock.instant(), REASON);
        if (reported instanceof Reported.Refused refused) {
            throw Problems.conflict("not-reported", refused.why());
        }
    }

    /** Shut already, and by us. */
    private boolean isOut(Person person) {
        return !person.enabled()
                && desk.standing(realm(), person.id())
                        .filter(leaver -> leaver.state() == Leaver.State.OUT)
                        .isPresent();
    }

    /** A report that has not come true is taken back; an account that is shut is opened by two people, not by a feed. */
    private void stays(Person person, Actor feed) {
        Optional<Leaver> waiting =
                desk.standing(realm(), person.id()).filter(leaver -> leaver.state() == Leaver.State.WAITING);
        if (waiting.isPresent()) {
            desk.cancel(waiting.get(), feed, REASON);
        } else if (!person.enabled()) {
            throw Problems.conflict(
                    "opened-by-people", "This account is shut. Two administrators open it under inactivity/returns.");
        }
    }

    private Person person(String id) {
        return (id.isBlank() || id.length() > 255 ? Optional.<Person>empty() : desk.person(realm(), new UserId(id)))
                .orElseThrow(() -> Problems.notFound("There is no user with this id."));
    }

    private Map<String, Object> said(Person person) {
        Instant now = clock.instant();
        boolean leaving = desk.standing(realm(), person.id())
                .filter(leaver -> leaver.state() == Leaver.State.WAITING
                        && !leaver.lastMoment().isAfter(now))
                .isPresent();
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schemas", new ArrayList<>(List.of(USER)));
        user.put("id", person.id().value());
        person.externalId().ifPresent(number -> user.put("externalId", number));
        user.put("userName", person.username());
        user.put("active", person.enabled() && !leaving);
        user.put("meta", Map.of("resourceType", "User"));
        return user;
    }

    private void looked(Actor feed, String what, String question) {
        Doors.open(session, Ledger.class).looked(realm(), feed, what, question);
    }

    private RealmId realm() {
        return new RealmId(session.getContext().getRealm().getId());
    }

    private static Response scim(Map<String, Object> body) {
        return Response.ok(Wire.text(body), SCIM)
                .header("Cache-Control", "no-store")
                .build();
    }
}
