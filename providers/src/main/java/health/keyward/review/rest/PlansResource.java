package health.keyward.review.rest;

import health.keyward.contract.review.NewReviewPlan;
import health.keyward.contract.review.NewReviewSmallPlan;
import health.keyward.contract.review.ReviewPlan;
import health.keyward.contract.review.ReviewPlans;
import health.keyward.contract.review.ReviewReason;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import health.keyward.review.core.Cause;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Plan;
import health.keyward.review.core.Refusal;
import health.keyward.review.core.SmallReview;
import health.keyward.review.store.Plans;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/review/plans}: what starts by itself (AR-15), for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class PlansResource {
    private static final Duration LATEST_FIRST = Duration.ofDays(1_100);

    private final ReviewDesk desk;
    private final Plans plans;

    PlansResource(ReviewDesk desk) {
        this.desk = desk;
        this.plans = new Plans(desk.clock());
    }

    @GET
    public Response all() {
        desk.call().withoutParameters().looked("GET review/plans", "");
        return Wire.json(desk.database().read(this::inForce));
    }

    /** A campaign every so many days; what it launches, this call answers for. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response repeat(@Nullable String body) {
        desk.call().withoutParameters().needsFresh("review-plan");
        NewReviewPlan asked = ReviewWords.read(body, NewReviewPlan.class);
        String reason = ReviewDesk.reason(asked.reason());
        Instant first = asked.firstAt();
        if (first == null
                || !first.isAfter(desk.now())
                || first.isAfter(desk.now().plus(LATEST_FIRST))) {
            throw Problems.badRequest("bad-first", "The first time is in the future, within three years.");
        }
        Definition definition = ReviewWords.definition(asked.campaign());
        Plan.Starts every = ReviewWords.checked(() -> new Plan.Starts.Every(asked.everyDays(), first));
        return made(definition, every, reason);
    }

    /** Small reviews of whoever something happened to; one such plan is in force at a time. */
    @POST
    @Path("small")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response small(@Nullable String body) {
        desk.call().withoutParameters().needsFresh("review-plan");
        NewReviewSmallPlan asked = ReviewWords.read(body, NewReviewSmallPlan.class);
        String reason = ReviewDesk.reason(asked.reason());
        Definition definition = ReviewWords.checked(() -> SmallReview.of(
                "Small reviews", reason, new UserId(asked.ownerId()), new UserId(asked.reviewerId()), asked.days()));
        Plan.Starts when = ReviewWords.checked(() -> new Plan.Starts.When(asked.causes().stream()
                .map(cause -> Cause.valueOf(cause.name()))
                .collect(Collectors.toSet())));
        return made(definition, when, reason);
    }

    private Response made(Definition definition, Plan.Starts starts, String reason) {
        return Wire.json(desk.database().write(tx -> {
            if (starts instanceof Plan.Starts.When
                    && plans.inForce(tx, desk.realm()).stream()
                            .anyMatch(plan -> plan.starts() instanceof Plan.Starts.When)) {
                throw Problems.conflict("one-small-plan", "Small reviews begin by themselves already. End that first.");
            }
            Plan plan = plans.make(tx, desk.house(), desk.realm(), desk.actor(), definition, starts, reason);
            return new ReviewWords(tx, desk).plan(plan);
        }));
    }

    @POST
    @Path("{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response end(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-plan");
        UUID id = ReviewDesk.id(text);
        String reason =
                ReviewDesk.reason(ReviewWords.read(body, ReviewReason.class).reason());
        return Wire.json(desk.database().write(tx -> {
            if (!plans.end(tx, desk.house(), desk.realm(), desk.actor(), id, reason)) {
                throw ReviewDesk.problem(Refusal.NOT_FOUND);
            }
            return inForce(tx);
        }));
    }

    private ReviewPlans inForce(Connection tx) throws SQLException {
        List<ReviewPlan> rows = new ArrayList<>();
        for (Plan plan : plans.inForce(tx, desk.realm())) {
            rows.add(new ReviewWords(tx, desk).plan(plan));
        }
        return new ReviewPlans(rows);
    }
}
