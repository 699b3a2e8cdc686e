package health.keyward.review.rest;

import health.keyward.contract.review.ReassignReviewItem;
import health.keyward.contract.review.ReviewItemPage;
import health.keyward.contract.review.ReviewReason;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemState;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Refusal;
import health.keyward.review.core.Risk;
import health.keyward.review.store.Answering;
import health.keyward.review.store.Items;
import health.keyward.review.store.Leading;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/review/campaigns/{id}/items}, for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class CampaignItemsResource {
    private final ReviewDesk desk;
    private final String campaign;
    private final Items items = new Items();

    /** @param campaign its id, as it was asked for */
    CampaignItemsResource(ReviewDesk desk, String campaign) {
        this.desk = desk;
        this.campaign = campaign;
    }

    @GET
    @Query.Of({"state", "risk", "effect", "reviewer", "person", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "state", "risk", "effect", "reviewer", "person", "cursor", "limit");
        UUID id = ReviewDesk.id(campaign);
        Items.Filter filter = new Items.Filter(
                query.choice("state", ItemState.class).orElse(null),
                query.choice("risk", Risk.class).orElse(null),
                query.choice("effect", Effect.class).orElse(null),
                query.text("reviewer").orElse(null),
                query.text("person").orElse(null));
        Items.Place after = query.text("cursor").map(ReviewLists::place).orElse(Items.Place.START);
        int limit = query.limit();
        desk.call().looked("GET review/campaigns/" + id + "/items", query.question());
        return Wire.json(desk.database().read(tx -> {
            Campaign of = desk.campaign(tx, id);
            List<Item> found = items.list(tx, id, filter, after, limit + 1);
            List<Item> shown = found.subList(0, Math.min(limit, found.size()));
            return new ReviewItemPage(
                    new ReviewWords(tx, desk).items(shown, Map.of(id, of), false, true),
                    found.size() > limit ? ReviewLists.cursor(Items.By.ANY, shown.getLast()) : null);
        }));
    }

    @GET
    @Path("{item}")
    public Response one(@PathParam("item") String text) {
        desk.call().withoutParameters();
        UUID id = ReviewDesk.id(campaign);
        UUID item = ReviewDesk.id(text);
        desk.call().looked("GET review/campaigns/" + id + "/items/" + item, "");
        return Wire.json(desk.database()
                .read(tx -> new ReviewWords(tx, desk)
                        .item(
                                desk.campaign(tx, id),
                                items.find(tx, id, item).orElseThrow(() -> ReviewDesk.problem(Refusal.NOT_FOUND)),
                                true)));
    }

    @POST
    @Path("{item}/reassign")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reassign(@PathParam("item") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-reassign");
        ReassignReviewItem asked = ReviewWords.read(body, ReassignReviewItem.class);
        String reason = ReviewDesk.reason(asked.reason());
        return done(text, (tx, id, item) -> {
            UserId to = desk.named(asked.to());
            return new Answering(desk.clock())
                    .reassign(tx, desk.house(), desk.realm(), desk.actor(), id, item, asked.version(), to, reason);
        });
    }

    @POST
    @Path("{item}/apply")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response apply(@PathParam("item") String text, @Nullable String body) {
        desk.call().withoutParameters().needsFresh("review-apply");
        ReviewDesk.reason(ReviewWords.read(body, ReviewReason.class).reason());
        return done(
                text,
                (tx, id, item) ->
                        new Leading(desk.clock()).applyByHand(tx, desk.house(), desk.realm(), desk.actor(), id, item));
    }

    private interface Deed {
        Outcome<Item> on(Connection tx, UUID campaign, UUID item) throws SQLException;
    }

    private Response done(String text, Deed deed) {
        UUID id = ReviewDesk.id(campaign);
        UUID item = ReviewDesk.id(text);
        return Wire.json(desk.database().write(tx -> {
            Campaign of = desk.campaign(tx, id);
            return new ReviewWords(tx, desk).item(of, ReviewDesk.done(deed.on(tx, id, item)), true);
        }));
    }
}
