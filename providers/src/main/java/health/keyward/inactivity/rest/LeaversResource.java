package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.CancelInactivityLeaver;
import health.keyward.contract.inactivity.InactivityLeaver;
import health.keyward.contract.inactivity.InactivityLeaverPage;
import health.keyward.contract.inactivity.NewInactivityLeaver;
import health.keyward.inactivity.core.Leaver;
import health.keyward.inactivity.core.LeaverDesk;
import health.keyward.inactivity.store.Directory;
import health.keyward.inactivity.store.Leavers;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/inactivity/leavers}: who leaves, and where they still have access (IN-15). */
@Produces(MediaType.APPLICATION_JSON)
public final class LeaversResource {
    private final InactivityDesk desk;
    private final LeaverDesk reports;
    private final Leavers leavers = new Leavers();

    LeaversResource(InactivityDesk desk, LeaverDesk reports) {
        this.desk = desk;
        this.reports = reports;
    }

    @GET
    @Query.Of({"state", "open", "person", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "state", "open", "person", "cursor", "limit");
        Leaver.@Nullable State state = query.choice("state", Leaver.State.class).orElse(null);
        boolean open = query.choice("open", AccountsResource.YesNo.class).orElse(AccountsResource.YesNo.NO)
                == AccountsResource.YesNo.YES;
        @Nullable String person = query.text("person").orElse(null);
        @Nullable PageKey after = query.cursor().orElse(null);
        int limit = query.limit();
        desk.call().looked("GET inactivity/leavers", query.question());
        RealmId realm = desk.call().realmId();
        Instant now = desk.now();
        return Wire.json(desk.database().read(tx -> {
            List<Leaver> found = leavers.list(tx, realm, state, open, person, now, after, limit + 1);
            List<Leaver> shown = found.subList(0, Math.min(limit, found.size()));
            return new InactivityLeaverPage(
                    said(tx, shown, now),
                    found.size() > limit
                            ? new PageKey(
                                            shown.getLast().reportedAt(),
                                            shown.getLast().id())
                                    .text()
                            : null);
        }));
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String text) {
        desk.call().withoutParameters();
        var id = InactivityDesk.id(text);
        desk.call().looked("GET inactivity/leavers/" + id, "");
        return Wire.json(said(leaver(text)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response report(@Nullable String body) {
        desk.call().withoutParameters().needsFresh("inactivity-leaver");
        NewInactivityLeaver asked = Wire.read(body == null ? "" : body, NewInactivityLeaver.class);
        String reason = InactivityDesk.reason(asked.reason());
        Instant lastMoment = asked.lastMoment() == null ? desk.now() : asked.lastMoment();
        return switch (reports.report(
                desk.call().realmId(),
                meant(asked),
                Leaver.Source.STAFF,
                desk.call().actor(),
                lastMoment,
                reason)) {
            case LeaverDesk.Reported.Taken taken -> Wire.json(said(taken.leaver()));
            case LeaverDesk.Reported.Known known -> Wire.json(said(known.leaver()));
            case LeaverDesk.Reported.Refused refused -> throw Problems.badRequest("bad-moment", refused.why());
        };
    }

    /** One person, or nobody is shut out. */
    private UserId meant(NewInactivityLeaver asked) {
        @Nullable String username = text(asked.username());
        @Nullable String number = text(asked.externalId());
        if ((username == null) == (number == null)) {
            throw Problems.badRequest("bad-person", "Say either username or externalId, with 1 to 255 characters.");
        }
        RealmId realm = desk.call().realmId();
        List<UserId> found = username != null ? reports.named(realm, username) : reports.numbered(realm, number);
        if (found.isEmpty()) {
            throw Problems.notFound("There is no such person in this realm.");
        }
        if (found.size() > 1) {
            throw Problems.conflict("several-people", "Several people have this number. Say the user name.");
        }
        return found.getFirst();
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null
                        || given.isBlank()
                        || given.length() > 255
                        || given.chars().anyMatch(Character::isISOControl)
                ? null
                : given.strip();
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cancel(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needsFresh("cancel-inactivity-leaver");
        Leaver leaver = leaver(text);
        String reason = InactivityDesk.reason(Wire.read(body == null ? "" : body, CancelInactivityLeaver.class)
                .reason());
        if (leaver.person().value().equals(desk.call().user().getId())) {
            throw Problems.problem(
                    "second-person-needed",
                    "This needs another person",
                    403,
                    "This is about you. Somebody else must do it.");
        }
        if (!reports.cancel(leaver, desk.call().actor(), reason)) {
            throw Problems.conflict("over-already", "This report was taken back already.");
        }
        return Wire.json(said(leaver(text)));
    }

    private Leaver leaver(String text) {
        var id = InactivityDesk.id(text);
        RealmId realm = desk.call().realmId();
        return desk.database()
                .write(tx -> leavers.find(tx, realm, id))
                .orElseThrow(() -> Problems.notFound("There is no leaver with this id."));
    }

    private InactivityLeaver said(Leaver one) {
        return desk.database().write(tx -> said(tx, List.of(one), desk.now())).getFirst();
    }

    private List<InactivityLeaver> said(Connection tx, List<Leaver> some, Instant now) throws SQLException {
        Set<UserId> people = new LinkedHashSet<>();
        for (Leaver one : some) {
            people.add(one.person());
            people.add(new UserId(one.reportedBy()));
        }
        Map<UserId, Directory.Person> names = new Directory().of(tx, desk.call().realmId(), people);
        List<InactivityLeaver> rows = new ArrayList<>();
        for (Leaver one : some) {
            rows.add(LeaverSaid.leaver(one, leavers.apps(tx, one.id()), leavers.partners(tx, one.id()), names, now));
        }
        return rows;
    }
}
