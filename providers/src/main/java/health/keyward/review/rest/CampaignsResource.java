package health.keyward.review.rest;

import health.keyward.approval.Outcome.Ok;
import health.keyward.approval.Signatory;
import health.keyward.contract.review.LaunchReview;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignDraft;
import health.keyward.contract.review.ReviewCampaignPage;
import health.keyward.contract.review.ReviewEvidence;
import health.keyward.contract.review.ReviewProposed;
import health.keyward.contract.review.ReviewReason;
import health.keyward.contract.review.ReviewSignOff;
import health.keyward.contract.review.ReviewStatement;
import health.keyward.contract.review.SignOffReview;
import health.keyward.contract.review.UndoReview;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Outcome;
import health.keyward.review.store.Campaigns;
import health.keyward.review.store.Evidence;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/review/campaigns}, for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class CampaignsResource {
    private static final String GO_ON = "review-go-on";
    private static final int MOST_UNDONE = 1_000;

    private final ReviewDesk desk;
    private final Campaigns campaigns = new Campaigns();
    private final Evidence evidence = new Evidence();
    private final Leading leading;

    CampaignsResource(ReviewDesk desk) {
        this.desk = desk;
        this.leading = new Leading(desk.clock());
    }

    @GET
    @Query.Of({"state", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "state", "cursor", "limit");
        @Nullable
        CampaignState state = query.choice("state", CampaignState.class).orElse(null);
        @Nullable PageKey after = query.cursor().orElse(null);
        int limit = query.limit();
        desk.call().looked("GET review/campaigns", query.question());
        return Wire.json(desk.database().read(tx -> {
            List<Campaign> found = campaigns.list(tx, desk.realm(), state, after, limit + 1);
            List<Campaign> shown = found.subList(0, Math.min(limit, found.size()));
            List<ReviewCampaign> rows = new ArrayList<>();
            for (Campaign campaign : shown) {
                rows.add(new ReviewWords(tx, desk).campaign(campaign));
            }
            return new ReviewCampaignPage(
                    rows,
                    found.size() > limit
                            ? new PageKey(
                                            shown.getLast().createdAt(),
                                            shown.getLast().id())
                                    .text()
                            : null);
        }));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response draft(@Nullable String body) {
        desk.call().withoutParameters().needs("review-draft");
        Definition definition = ReviewWords.definition(ReviewWords.read(body, ReviewCampaignDraft.class));
        return moved(tx -> Outcome.done(leading.draft(tx, desk.house(), desk.realm(), desk.actor(), definition, null)));
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String text) {
        return shown(text, "", (tx, campaign) -> new ReviewWords(tx, desk).campaign(campaign));
    }

    @POST
    @Path("{id}/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response redraft(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-draft");
        UUID id = ReviewDesk.id(text);
        Definition definition = ReviewWords.definition(ReviewWords.read(body, ReviewCampaignDraft.class));
        return moved(tx -> leading.redraft(tx, desk.house(), desk.realm(), desk.actor(), id, definition));
    }

    @GET
    @Path("{id}/preview")
    public Response preview(@PathParam("id") String text) {
        return shown(text, "/preview", (tx, campaign) -> new ReviewLists(tx, desk).preview(campaign));
    }

    @POST
    @Path("{id}/preview")
    public Response freeze(@PathParam("id") String text) {
        desk.call().withoutParameters().needs("review-preview");
        UUID id = ReviewDesk.id(text);
        return Wire.json(desk.database()
                .write(tx -> new ReviewLists(tx, desk)
                        .preview(ReviewDesk.done(leading.preview(tx, desk.house(), desk.realm(), desk.actor(), id)))));
    }

    @POST
    @Path("{id}/launch")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response launch(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needsFresh("review-launch");
        UUID id = ReviewDesk.id(text);
        LaunchReview asked = ReviewWords.read(body, LaunchReview.class);
        String reason = ReviewDesk.reason(asked.reason());
        String hash = asked.hash() == null ? "" : asked.hash();
        return moved(tx -> leading.launch(tx, desk.house(), desk.realm(), desk.actor(), id, hash, reason));
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cancel(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-cancel");
        UUID id = ReviewDesk.id(text);
        String reason = reason(body);
        return moved(tx -> leading.cancel(tx, desk.house(), desk.realm(), desk.actor(), id, reason));
    }

    @POST
    @Path("{id}/close-stage")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response closeStage(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-close-stage");
        UUID id = ReviewDesk.id(text);
        String reason = reason(body);
        return moved(tx -> leading.closeStage(tx, desk.house(), desk.realm(), desk.actor(), id, reason));
    }

    @Path("{id}/items")
    public CampaignItemsResource items(@PathParam("id") String text) {
        return new CampaignItemsResource(desk, text);
    }

    @Path("{id}/tasks")
    public CampaignTasksResource tasks(@PathParam("id") String text) {
        return new CampaignTasksResource(desk, text);
    }

    @GET
    @Path("{id}/quality")
    public Response quality(@PathParam("id") String text) {
        return shown(text, "/quality", (tx, campaign) -> new ReviewLists(tx, desk).quality(campaign));
    }

    /** Proposes it; a second administrator confirms under {@code approval/proposals}. */
    @POST
    @Path("{id}/go-on")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response goOn(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needsFresh(GO_ON);
        UUID id = ReviewDesk.id(text);
        String reason = reason(body);
        Signatory by = new Signatory(desk.realm(), desk.actor(), desk.call().authenticatedAt());
        if (desk.approvals().propose(by, GO_ON, Map.of("campaign", id.toString()), reason) instanceof Ok ok) {
            return Wire.json(new ReviewProposed(ok.proposal().id().toString()));
        }
        throw Problems.conflict("not-halted", "It is not stopped, or the same waits for a second person already.");
    }

    @POST
    @Path("{id}/undo")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response undo(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("review-undo");
        UUID id = ReviewDesk.id(text);
        UndoReview asked = ReviewWords.read(body, UndoReview.class);
        String reason = ReviewDesk.reason(asked.reason());
        if (asked.items().isEmpty() || asked.items().size() > MOST_UNDONE) {
            throw Problems.badRequest("bad-items", "Name 1 to " + MOST_UNDONE + " items.");
        }
        List<UUID> which = asked.items().stream().map(ReviewDesk::id).distinct().toList();
        return moved(tx -> leading.undo(tx, desk.house(), desk.realm(), desk.actor(), id, which, reason));
    }

    @GET
    @Path("{id}/sign-off")
    public Response toSign(@PathParam("id") String text) {
        Evidence.Statement statement = Evidence.Statement.PRESENT;
        return shown(
                text,
                "/sign-off",
                (tx, campaign) -> new ReviewSignOff(
                        new ReviewWords(tx, desk).campaign(campaign),
                        new ReviewStatement(statement.version(), statement.text()),
                        evidence.hash(tx, campaign),
                        new ReviewLists(tx, desk).quality(campaign),
                        leading.hinders(tx, campaign, desk.self()).stream()
                                .map(Enum::name)
                                .toList()));
    }

    @POST
    @Path("{id}/sign-off")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response sign(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needsFresh("review-sign-off");
        UUID id = ReviewDesk.id(text);
        SignOffReview asked = ReviewWords.read(body, SignOffReview.class);
        String reason = ReviewDesk.reason(asked.reason());
        String hash = asked.hash() == null ? "" : asked.hash();
        Evidence.Statement statement = Evidence.Statement.PRESENT;
        if (asked.statementVersion() != statement.version()) {
            throw Problems.conflict("other-statement", "What is signed has another text by now. Read it.");
        }
        return moved(tx -> leading.signOff(
                tx, desk.house(), desk.realm(), desk.actor(), desk.self(), id, hash, statement, reason));
    }

    @GET
    @Path("{id}/evidence")
    public Response evidence(@PathParam("id") String text) {
        return shown(text, "/evidence", (tx, campaign) -> {
            String hash = campaign.evidenceHash();
            String event = campaign.eventId();
            if (hash == null || event == null) {
                throw Problems.conflict("no-evidence", "A campaign is evidence once it was signed off.");
            }
            List<Evidence.File> files = evidence.signed(tx, campaign);
            return new ReviewEvidence(
                    new ReviewWords(tx, desk).campaign(campaign),
                    files.stream()
                            .map(file -> new ReviewEvidence.File(file.name(), file.sha256(), file.text()))
                            .toList(),
                    evidence.manifest(files),
                    hash,
                    event);
        });
    }

    private interface Reading {
        Object of(Connection tx, Campaign campaign) throws SQLException;
    }

    /** Something about a campaign, once it is recorded that somebody looks. */
    private Response shown(String text, String part, Reading reading) {
        desk.call().withoutParameters();
        UUID id = ReviewDesk.id(text);
        desk.call().looked("GET review/campaigns/" + id + part, "");
        return Wire.json(desk.database().read(tx -> reading.of(tx, desk.campaign(tx, id))));
    }

    private interface Move {
        Outcome<Campaign> in(Connection tx) throws SQLException;
    }

    private Response moved(Move move) {
        return Wire.json(desk.database().write(tx -> new ReviewWords(tx, desk).campaign(ReviewDesk.done(move.in(tx)))));
    }

    private static String reason(@Nullable String body) {
        return ReviewDesk.reason(ReviewWords.read(body, ReviewReason.class).reason());
    }
}
