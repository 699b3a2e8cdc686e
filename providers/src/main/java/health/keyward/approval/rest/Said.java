package health.keyward.approval.rest;

import health.keyward.approval.Change;
import health.keyward.approval.Proposal;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signed;
import health.keyward.approval.core.Payload;
import health.keyward.approval.core.TwoPersons;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.approval.ProposalRow;
import health.keyward.contract.approval.ProposalState;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.ProblemException;
import health.keyward.keycloak.Problems;
import org.jspecify.annotations.Nullable;

/** What is answered: proposals in the words of the contract, refusals as problems. */
final class Said {
    private Said() {}

    static ProposalRow row(Proposal p) {
        @Nullable Signed decided = p.decided();
        return new ProposalRow(
                p.id().toString(),
                p.kind(),
                p.title(),
                p.hash(),
                ProposalState.valueOf(p.state().name()),
                p.proposed().userId(),
                p.proposed().username(),
                p.proposed().at(),
                p.reason(),
                p.expiresAt(),
                decided == null ? null : decided.userId(),
                decided == null ? null : decided.username(),
                decided == null ? null : decided.at(),
                p.decision());
    }

    static ProposalDetail detail(Proposal p) {
        Change change = Payload.read(p.payload());
        return new ProposalDetail(
                row(p),
                change.subject() == null ? null : change.subject().value(),
                change.lines().stream()
                        .map(line -> new ProposalDetail.Line(line.name(), line.before(), line.after()))
                        .toList(),
                p.payload());
    }

    static ProblemException no(Refusal why, @Nullable String because) {
        return switch (why) {
            case UNKNOWN_KIND -> Problems.badRequest("unknown-kind", "Nothing here does changes of that kind.");
            case ALREADY_OPEN ->
                Problems.conflict("already-open", "The same change waits for a second person already.");
            case NOT_OPEN -> Problems.conflict("not-open", "This proposal was decided already.");
            case EXPIRED -> Problems.conflict("expired", "This proposal has expired. Propose it anew.");
            case PROPOSER_GONE ->
                Problems.conflict(
                        "proposer-gone",
                        "Whoever proposed this may not do so any more. Propose it yourself if it is still wanted.");
            case OTHER_HASH ->
                Problems.conflict("other-hash", "What you confirmed is not what was proposed. Look at it again.");
            case PAYLOAD_CHANGED ->
                Problems.conflict(
                        "payload-changed", "The stored proposal was tampered with. Tell the security officer.");
            case STALE ->
                Problems.conflict(
                        "stale",
                        because == null
                                ? "Things have changed since: it would now do something else. Propose it anew."
                                : "Things have changed since. " + because);
            case NOT_FRESH -> Problems.insufficientUserAuthentication(AdminGate.SECOND_FACTOR, TwoPersons.FRESH);
            case SAME_PERSON -> second("Somebody else must decide about what you proposed.");
            case SAME_SESSION -> second("The decision must come from another session than the proposal.");
            case IS_SUBJECT -> second("This concerns you; others must propose and confirm it.");
            case LACKS_ROLE -> second("You do not hold the role this needs.");
            case NOT_PROPOSER -> second("Only who proposed it takes it back. You can decline it.");
        };
    }

    private static ProblemException second(String detail) {
        return Problems.problem("second-person-needed", "This needs another person", 403, detail);
    }
}
