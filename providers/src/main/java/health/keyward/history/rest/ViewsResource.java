package health.keyward.history.rest;

import health.keyward.contract.history.SavedView;
import health.keyward.contract.history.SavedViews;
import health.keyward.history.core.KeptView;
import health.keyward.history.store.Desk;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/history/views}: the questions an admin keeps. They are the admin's own and hold no data of others. */
@Produces(MediaType.APPLICATION_JSON)
public final class ViewsResource {
    private final Counter counter;
    private final RealmId realm;
    private final UserId admin;
    private final Desk desk = new Desk();

    ViewsResource(Counter counter) {
        this.counter = counter;
        this.realm = counter.call().realmId();
        this.admin = new UserId(counter.call().user().getId());
    }

    @GET
    @Takes(Parameters.NONE)
    public Response views() {
        counter.asked(Parameters.NONE);
        return Wire.json(new SavedViews(counter.read(tx -> desk.views(tx, realm, admin)).stream()
                .map(Said::view)
                .toList()));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Takes(Parameters.NONE)
    public Response keep(@PathParam("name") String name, @Nullable String body) {
        counter.asked(Parameters.NONE);
        SavedView wanted = Wire.read(body == null ? "" : body, SavedView.class);
        KeptView view = checked(name, wanted);
        if (!counter.database().write(tx -> desk.keep(tx, realm, admin, view))) {
            throw Problems.conflict(
                    "too-many-views",
                    "You keep " + KeptView.MOST_PER_PERSON + " views already. Delete one you no longer need.");
        }
        return Wire.json(Said.view(view));
    }

    private KeptView checked(String name, SavedView wanted) {
        if (!KeptView.nameIsGood(name)) {
            throw Problems.badRequest(
                    "bad-name",
                    "A name has 1 to 64 letters, digits, spaces and . _ ( ) -, and begins with a letter or a digit.");
        }
        if (wanted.name() != null && !wanted.name().equals(name)) {
            throw Problems.badRequest("bad-name", "The name in the body differs from the name in the address.");
        }
        if (wanted.page() == null || !KeptView.PAGES.contains(wanted.page())) {
            throw Problems.badRequest("bad-page", "page must be sign-ins, failures or changes.");
        }
        if (wanted.query() == null
                || wanted.query().length() > KeptView.LONGEST_QUERY
                || wanted.query().chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    "bad-query",
                    "query must be a query string of up to " + KeptView.LONGEST_QUERY
                            + " characters without control characters.");
        }
        return new KeptView(
                name, wanted.page(), wanted.query(), counter.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @DELETE
    @Path("{name}")
    @Takes(Parameters.NONE)
    public Response drop(@PathParam("name") String name) {
        counter.asked(Parameters.NONE);
        if (!KeptView.nameIsGood(name) || !counter.database().write(tx -> desk.drop(tx, realm, admin, name))) {
            throw Problems.notFound("You keep no view of that name.");
        }
        return Response.noContent().build();
    }
}
