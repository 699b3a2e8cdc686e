package health.keyward.review.rest;

import health.keyward.contract.review.NewReviewMicro;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Cause;
import health.keyward.review.core.Definition;
import health.keyward.review.core.SmallReview;
import health.keyward.review.store.Leading;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/review/micro}: a small review of everything one person may do, because something happened (AR-15). */
@Produces(MediaType.APPLICATION_JSON)
public final class MicroResource {
    private final ReviewDesk desk;

    MicroResource(ReviewDesk desk) {
        this.desk = desk;
    }

    /** Drafted, previewed and launched at once; who cannot be reviewed is refused. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(@Nullable String body) {
        desk.call().withoutParameters().needs("review-micro");
        NewReviewMicro asked = Wire.read(body == null ? "" : body, NewReviewMicro.class);
        String reason = ReviewDesk.reason(asked.reason());
        if (asked.userId() == null || asked.ownerId() == null || asked.reviewerId() == null || asked.cause() == null) {
            throw Problems.badRequest("bad-body", "A small review has a person, a cause, an owner and a reviewer.");
        }
        Definition definition = ReviewWords.checked(() -> SmallReview.of(
                "Review after " + Cause.valueOf(asked.cause().name()).words(),
                reason,
                new UserId(asked.ownerId()),
                new UserId(asked.reviewerId()),
                asked.days()));
        Leading leading = new Leading(desk.clock());
        Campaign begun = desk.database().write(tx -> {
            Campaign draft =
                    leading.draft(tx, desk.house(), desk.realm(), desk.actor(), definition, new UserId(asked.userId()));
            return ReviewDesk.done(
                    leading.previewAndLaunch(tx, desk.house(), desk.realm(), desk.actor(), draft.id(), reason));
        });
        return Wire.json(desk.database().write(tx -> new ReviewWords(tx, desk).campaign(begun)));
    }
}
