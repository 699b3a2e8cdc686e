package health.keyward.approval.keycloak;

import health.keyward.approval.Change;
import health.keyward.approval.Proposal;
import health.keyward.approval.Signatory;
import health.keyward.approval.core.Payload;
import health.keyward.audit.Ledger;
import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Records each step of a proposal in the ledger and tells who should know, in the transaction of the step. */
final class Steps {
    private final KeycloakSession session;

    Steps(KeycloakSession session) {
        this.session = session;
    }

    void proposed(Proposal proposal, Signatory by, String role) {
        record(proposal, by.actor(), "CREATE", "Proposed: " + what(proposal) + ". Reason: " + proposal.reason());
        tell(
                proposal,
                "approval-proposed",
                new Audience.Holders(role, new UserId(proposal.proposed().userId())));
    }

    void executed(Proposal proposal, Signatory by) {
        record(
                proposal,
                by.actor(),
                "ACTION",
                "Confirmed and done: " + what(proposal) + ", as proposed by "
                        + proposal.proposed().userId() + ". Reason: " + proposal.reason());
        tellProposer(proposal, "approval-executed");
    }

    void failed(Proposal proposal, Signatory by, String why) {
        record(proposal, by.actor(), "ACTION", "Confirmed, but could not be done: " + what(proposal) + ". " + why);
        tellProposer(proposal, "approval-failed");
    }

    void declined(Proposal proposal, Signatory by, String reason) {
        record(proposal, by.actor(), "ACTION", "Declined: " + what(proposal) + ". Reason: " + reason);
        tellProposer(proposal, "approval-declined");
    }

    void withdrawn(Proposal proposal, Signatory by) {
        record(proposal, by.actor(), "ACTION", "Taken back: " + what(proposal) + ".");
    }

    void expired(Proposal proposal) {
        record(proposal, Actor.NOBODY, "ACTION", "Expired: " + what(proposal) + ".");
        tellProposer(proposal, "approval-expired");
    }

    private void record(Proposal proposal, Actor actor, String operation, String words) {
        UserId subject = Payload.read(proposal.payload()).subject();
        Doors.open(session, Ledger.class)
                .changed(
                        proposal.realm(),
                        actor,
                        operation,
                        "APPROVAL",
                        "approval/proposals/" + proposal.id(),
                        subject == null ? null : subject.value(),
                        words);
    }

    /** The kind, what would differ, and the hash; no person's name. */
    private static String what(Proposal proposal) {
        String lines = Payload.read(proposal.payload()).lines().stream()
                .map(Steps::inWords)
                .collect(Collectors.joining("; "));
        return proposal.kind() + " (" + lines + "), SHA-256 " + proposal.hash();
    }

    private static String inWords(Change.Line line) {
        return line.name() + ": " + orDash(line.before()) + " -> " + orDash(line.after());
    }

    private static String orDash(@Nullable String value) {
        return value == null ? "-" : value;
    }

    private void tellProposer(Proposal proposal, String topic) {
        tell(proposal, topic, new Audience.Person(new UserId(proposal.proposed().userId())));
    }

    private void tell(Proposal proposal, String topic, Audience audience) {
        Doors.open(session, Notices.class)
                .tell(new Notice(
                        proposal.realm(),
                        topic,
                        topic + ":" + proposal.id(),
                        audience,
                        Map.of(
                                "proposal", proposal.id().toString(),
                                "kind", proposal.kind(),
                                "until", proposal.expiresAt().toString())));
    }
}
