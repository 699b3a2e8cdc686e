package health.keyward.review.rest;

import health.keyward.contract.review.DecideReviewItem;
import health.keyward.contract.review.DecideReviewItems;
import health.keyward.contract.review.ReassignReviewItem;
import health.keyward.contract.review.ReopenReviewItem;
import health.keyward.contract.review.ReviewAbsence;
import health.keyward.contract.review.ReviewAbsences;
import health.keyward.contract.review.ReviewItemPage;
import health.keyward.contract.review.ReviewItemsDecided;
import health.keyward.contract.review.ReviewSummary;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import health.keyward.review.core.AnswerRules;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemState;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Refusal;
import health.keyward.review.store.Absences;
import health.keyward.review.store.Answering;
import health.keyward.review.store.Items;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/review/mine}: what waits for the caller, and nothing of anybody else (AR-20). */
@Produces(MediaType.APPLICATION_JSON)
public final class MineResource {
    private static final int MOST_AT_ONCE = 100;
    private static final Duration LONGEST_ABSENCE = Duration.ofDays(366);

    private final ReviewDesk desk;
    private final Items items = new Items();
    private final Absences absences = new Absences();
    private final Answering answering;

    MineResource(ReviewDesk desk) {
        this.desk = desk;
        this.answering = new Answering(desk.clock());
    }

    @GET
    public Response summary() {
        desk.call().withoutParameters().looked("GET review/mine", "");
        return Wire.json(desk.database().read(tx -> {
            List<Items.Task> tasks = items.tasks(tx, desk.realm(), desk.self());
            return new ReviewSummary(
                    tasks.stream().mapToLong(Items.Task::open).sum(),
                    tasks.stream().mapToLong(Items.Task::high).sum(),
                    tasks.stream().mapToLong(Items.Task::decided).sum(),
                    tasks.stream()
                            .filter(task -> task.open() > 0)
                            .map(Items.Task::dueAt)
                            .findFirst()
                            .orElse(null),
                    tasks.stream()
                            .map(task -> new ReviewSummary.Campaign(
                                    task.campaign().toString(),
                                    task.name(),
                                    task.stage(),
                                    task.dueAt(),
                                    task.open(),
                                    task.decided()))
                            .toList());
        }));
    }

    @GET
    @Path("items")
    @Query.Of({"campaign", "state", "by", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "campaign", "state", "by", "cursor", "limit");
        @Nullable UUID campaign = query.text("campaign").map(ReviewDesk::id).orElse(null);
        ItemState state = query.choice("state", ItemState.class).orElse(ItemState.OPEN);
        if (state != ItemState.OPEN && state != ItemState.DECIDED) {
            throw Problems.badRequest("bad-state", "The parameter state must be OPEN or DECIDED.");
        }
        Items.By by = query.choice("by", Items.By.class).orElse(Items.By.ANY);
        Items.Place after = query.text("cursor").map(ReviewLists::place).orElse(Items.Place.START);
        int limit = query.limit();
        desk.call().looked("GET review/mine/items", query.question());
        return Wire.json(desk.database().read(tx -> {
            List<Item> found = items.mine(tx, desk.realm(), desk.self(), state, campaign, by, after, limit + 1);
            List<Item> shown = found.subList(0, Math.min(limit, found.size()));
            return new ReviewItemPage(
                    new ReviewWords(tx, desk).items(shown, of(tx, shown), false, false),
                    found.size() > limit ? ReviewLists.cursor(by, shown.getLast()) : null);
        }));
    }

    private Map<UUID, Campaign> of(Connection tx, List<Item> shown) throws SQLException {
        Map<UUID, Campaign> found = new HashMap<>();
        for (Item item : shown) {
            if (!found.containsKey(item.campaign())) {
                found.put(item.campaign(), desk.campaign(tx, item.campaign()));
            }
        }
        return found;
    }

    @GET
    @Path("items/{id}")
    public Response one(@PathParam("id") String text) {
        desk.call().withoutParameters();
        UUID id = ReviewDesk.id(text);
        desk.call().looked("GET review/mine/items/" + id, "");
        return said(tx -> answering.open(tx, desk.realm(), desk.self(), id));
    }

    @POST
    @Path("items/{id}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answer(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-answer");
        UUID id = ReviewDesk.id(text);
        DecideReviewItem asked = Wire.read(body == null ? "" : body, DecideReviewItem.class);
        if (asked.decision() == null) {
            throw Problems.badRequest("bad-decision", "An answer says what is decided.");
        }
        AnswerRules.Wanted wanted = new AnswerRules.Wanted(
                Decision.valueOf(asked.decision().name()), asked.until(), asked.reduceTo(), asked.reason());
        return said(tx -> answering.answer(
                tx, desk.house(), desk.realm(), desk.actor(), desk.self(), id, asked.version(), wanted, false));
    }

    @POST
    @Path("items/{id}/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reopen(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-answer");
        UUID id = ReviewDesk.id(text);
        ReopenReviewItem asked = Wire.read(body == null ? "" : body, ReopenReviewItem.class);
        return said(
                tx -> answering.reopen(tx, desk.house(), desk.realm(), desk.actor(), desk.self(), id, asked.version()));
    }

    @POST
    @Path("items/{id}/reassign")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response handOn(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-answer");
        UUID id = ReviewDesk.id(text);
        ReassignReviewItem asked = Wire.read(body == null ? "" : body, ReassignReviewItem.class);
        String reason = ReviewDesk.reason(asked.reason());
        UserId to = desk.named(asked.to());
        return said(tx -> answering.handOn(
                tx, desk.house(), desk.realm(), desk.actor(), desk.self(), id, asked.version(), to, reason));
    }

    /** Each by itself: what one of them is refused for stops no other. */
    @POST
    @Path("answers")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answers(@Nullable String body) {
        desk.call().withoutParameters().needs("review-answer");
        DecideReviewItems asked =
                ReviewWords.checked(() -> Wire.read(body == null ? "" : body, DecideReviewItems.class));
        if (asked.decision() == null || asked.items().isEmpty() || asked.items().size() > MOST_AT_ONCE) {
            throw Problems.badRequest("bad-items", "Name a decision and 1 to " + MOST_AT_ONCE + " items.");
        }
        AnswerRules.Wanted wanted =
                new AnswerRules.Wanted(Decision.valueOf(asked.decision().name()), null, null, asked.reason());
        return Wire.json(desk.database().write(tx -> {
            List<ReviewItemsDecided.Row> rows = new ArrayList<>();
            for (DecideReviewItems.Ref ref : asked.items()) {
                Outcome<Item> outcome = answering.answer(
                        tx,
                        desk.house(),
                        desk.realm(),
                        desk.actor(),
                        desk.self(),
                        ReviewDesk.id(ref.id()),
                        ref.version(),
                        wanted,
                        true);
                rows.add(
                        switch (outcome) {
                            case Outcome.Done<Item> done -> new ReviewItemsDecided.Row(ref.id(), true, null);
                            case Outcome.Refused<Item> no ->
                                new ReviewItemsDecided.Row(
                                        ref.id(),
                                        false,
                                        no.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                        });
            }
            return new ReviewItemsDecided(rows);
        }));
    }

    @GET
    @Path("absences")
    public Response absences() {
        desk.call().withoutParameters();
        return Wire.json(desk.database().read(this::absences));
    }

    @POST
    @Path("absences")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response away(@Nullable String body) {
        desk.call().withoutParameters().needs("review-absence");
        ReviewAbsence asked = Wire.read(body == null ? "" : body, ReviewAbsence.class);
        UserId delegate = desk.named(asked.delegate());
        Instant now = desk.now();
        if (asked.from() == null
                || asked.until() == null
                || !asked.from().isBefore(asked.until())
                || !asked.until().isAfter(now)
                || asked.until().isAfter(now.plus(LONGEST_ABSENCE))) {
            throw Problems.badRequest("bad-absence", "An absence begins before it ends, within a year from now.");
        }
        if (delegate.equals(desk.self())) {
            throw ReviewDesk.problem(Refusal.MAY_NOT_REVIEW);
        }
        return Wire.json(desk.database().write(tx -> {
            absences.put(tx, desk.realm(), desk.self(), new Absences.Absence(delegate, asked.from(), asked.until()));
            answering.away(desk.house(), desk.realm(), desk.actor(), desk.self(), delegate);
            return absences(tx);
        }));
    }

    private ReviewAbsences absences(Connection tx) throws SQLException {
        List<Absences.Absence> found = absences.of(tx, desk.realm(), desk.self(), desk.now());
        Map<UserId, Items.Person> names = items.people(
                tx, desk.realm(), found.stream().map(Absences.Absence::delegate).toList());
        List<ReviewAbsence> rows = new ArrayList<>();
        for (Absences.Absence one : found) {
            @Nullable String name = ReviewWords.name(names, one.delegate());
            rows.add(new ReviewAbsence(name == null ? one.delegate().value() : name, one.from(), one.until()));
        }
        return new ReviewAbsences(rows);
    }

    private interface Deed {
        Outcome<Item> on(Connection tx) throws SQLException;
    }

    private Response said(Deed deed) {
        return Wire.json(desk.database().write(tx -> {
            Item item = ReviewDesk.done(deed.on(tx));
            Campaign campaign = desk.campaign(tx, item.campaign());
            return new ReviewWords(tx, desk).item(campaign, item, false);
        }));
    }
}
