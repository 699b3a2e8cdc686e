package health.keyward.approval.rest;

import health.keyward.approval.Approvals;
import health.keyward.approval.Outcome;
import health.keyward.approval.Proposal;
import health.keyward.approval.Proposal.State;
import health.keyward.approval.Signatory;
import health.keyward.approval.store.Proposals;
import health.keyward.contract.approval.Confirmation;
import health.keyward.contract.approval.Declination;
import health.keyward.contract.approval.ProposalPage;
import health.keyward.contract.approval.ProposalRequest;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/approval/proposals}, for system administrators; who may decide what is the rule's business. */
@Produces(MediaType.APPLICATION_JSON)
public final class ApprovalResource {
    private final AdminCall call;
    private final Approvals approvals;
    private final Database database;
    private final Proposals proposals;

    public ApprovalResource(AdminCall call, Approvals approvals, Database database, Proposals proposals) {
        this.call = call;
        this.approvals = approvals;
        this.database = database;
        this.proposals = proposals;
    }

    @GET
    @Path("proposals")
    @Query.Of({"state", "kind", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(call, "state", "kind", "cursor", "limit");
        @Nullable State state = query.choice("state", State.class).orElse(null);
        @Nullable String kind = query.text("kind").orElse(null);
        @Nullable PageKey after = query.cursor().orElse(null);
        int limit = query.limit();
        call.looked("GET approval/proposals", query.question());
        List<Proposal> found = database.read(tx -> proposals.list(tx, call.realmId(), state, kind, after, limit + 1));
        List<Proposal> shown = found.subList(0, Math.min(limit, found.size()));
        return Wire.json(new ProposalPage(
                shown.stream().map(Said::row).toList(),
                found.size() > limit
                        ? new PageKey(
                                        shown.getLast().proposed().at(),
                                        shown.getLast().id())
                                .text()
                        : null));
    }

    @POST
    @Path("proposals")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response propose(@Nullable String body) {
        call.withoutParameters();
        ProposalRequest wanted = Wire.read(body == null ? "" : body, ProposalRequest.class);
        if (wanted.kind() == null || wanted.asked() == null || wanted.asked().containsValue(null)) {
            throw Problems.badRequest("bad-body", "A proposal has a kind, what is asked, and a reason.");
        }
        return answer(approvals.propose(signatory(), wanted.kind(), wanted.asked(), reason(wanted.reason())));
    }

    @GET
    @Path("proposals/{id}")
    public Response one(@PathParam("id") String text) {
        call.withoutParameters();
        UUID id = id(text);
        call.looked("GET approval/proposals/" + id, "");
        return Wire.json(database.read(tx -> proposals.find(tx, call.realmId(), id))
                .map(Said::detail)
                .orElseThrow(() -> Problems.notFound("There is no proposal with this id.")));
    }

    @POST
    @Path("proposals/{id}/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response confirm(@PathParam("id") String text, @Nullable String body) {
        call.withoutParameters();
        UUID id = id(text);
        Confirmation given = Wire.read(body == null ? "" : body, Confirmation.class);
        if (given.hash() == null || !given.hash().matches("[0-9a-f]{64}")) {
            throw Problems.badRequest(
                    "bad-hash", "hash is the SHA-256 of what you were shown, 64 hex digits in lower case.");
        }
        database.read(tx -> proposals.find(tx, call.realmId(), id)).ifPresent(proposal -> call.needs(proposal.kind()));
        return answer(approvals.confirm(signatory(), id, given.hash()));
    }

    @POST
    @Path("proposals/{id}/decline")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response decline(@PathParam("id") String text, @Nullable String body) {
        call.withoutParameters();
        UUID id = id(text);
        Declination given = Wire.read(body == null ? "" : body, Declination.class);
        return answer(approvals.decline(signatory(), id, reason(given.reason())));
    }

    @POST
    @Path("proposals/{id}/withdraw")
    public Response withdraw(@PathParam("id") String text) {
        call.withoutParameters();
        return answer(approvals.withdraw(signatory(), id(text)));
    }

    private static Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ok ok -> Wire.json(Said.detail(ok.proposal()));
            case Outcome.Unknown unknown -> throw Problems.notFound("There is no proposal with this id.");
            case Outcome.Unclear unclear -> throw Problems.badRequest("bad-change", unclear.why());
            case Outcome.Refused refused -> throw Said.no(refused.why(), refused.because());
            case Outcome.NotDone notDone ->
                throw Problems.conflict(
                        "confirmed-but-not-done",
                        "You confirmed it, but it could not be done and nothing of it was stored. "
                                + notDone.proposal().decision() + " Propose it anew.");
        };
    }

    private Signatory signatory() {
        return new Signatory(call.realmId(), call.actor(), call.authenticatedAt());
    }

    private static String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() < 3 || reason.length() > 500 || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-reason", "A reason has 3 to 500 characters and no control characters.");
        }
        return reason;
    }

    private static UUID id(String text) {
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Problems.badRequest("bad-id", "An id is a UUID in lower case.");
        }
        return UUID.fromString(text);
    }
}
