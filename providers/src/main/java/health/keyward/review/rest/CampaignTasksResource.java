package health.keyward.review.rest;

import health.keyward.contract.review.ReviewReason;
import health.keyward.contract.review.ReviewTasks;
import health.keyward.keycloak.Wire;
import health.keyward.review.core.Task;
import health.keyward.review.store.Tasks;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/review/campaigns/{id}/tasks}, for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class CampaignTasksResource {
    private final ReviewDesk desk;
    private final String campaign;
    private final Tasks tasks = new Tasks();

    /** @param campaign its id, as it was asked for */
    CampaignTasksResource(ReviewDesk desk, String campaign) {
        this.desk = desk;
        this.campaign = campaign;
    }

    @GET
    public Response list() {
        desk.call().withoutParameters();
        UUID id = ReviewDesk.id(campaign);
        desk.call().looked("GET review/campaigns/" + id + "/tasks", "");
        return Wire.json(desk.database().read(tx -> {
            desk.campaign(tx, id);
            return new ReviewTasks(new ReviewWords(tx, desk).tasks(tasks.list(tx, id)));
        }));
    }

    @POST
    @Path("{item}/done")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response done(@PathParam("item") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-task-done");
        UUID id = ReviewDesk.id(campaign);
        UUID item = ReviewDesk.id(text);
        String reason =
                ReviewDesk.reason(ReviewWords.read(body, ReviewReason.class).reason());
        return Wire.json(desk.database().write(tx -> {
            Task task = ReviewDesk.done(
                    tasks.done(tx, desk.house(), desk.realm(), desk.actor(), id, item, reason, desk.now()));
            return new ReviewWords(tx, desk).tasks(List.of(task)).getFirst();
        }));
    }
}
