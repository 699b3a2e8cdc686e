package health.keyward.inactivity.rest;

import health.keyward.approval.Approvals;
import health.keyward.approval.Outcome;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.audit.Ledger;
import health.keyward.contract.inactivity.InactivityProposed;
import health.keyward.inactivity.store.Engine;
import health.keyward.inactivity.store.Watch;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the resources of the room work with. */
public record InactivityDesk(
        AdminCall call,
        Database database,
        Ledger ledger,
        Approvals approvals,
        Engine engine,
        Engine.House house,
        Watch watch,
        Clock clock) {
    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 500;

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() < SHORTEST_REASON
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    "bad-reason",
                    "A reason has " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters on one line.");
        }
        return reason;
    }

    static UUID id(@Nullable String text) {
        if (text == null || !text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Problems.badRequest("bad-id", "An id is a UUID in lower case.");
        }
        return UUID.fromString(text);
    }

    Response proposed(String kind, Map<String, String> asked, String reason) {
        return Wire.json(new InactivityProposed(proposal(kind, asked, reason).toString()));
    }

    UUID proposal(String kind, Map<String, String> asked, String reason) {
        Signatory by = new Signatory(call.realmId(), call.actor(), call.authenticatedAt());
        return switch (approvals.propose(by, kind, asked, reason)) {
            case Outcome.Ok ok -> ok.proposal().id();
            case Outcome.Unclear unclear -> throw Problems.conflict("bad-change", unclear.why());
            case Outcome.Refused refused
            when refused.why() == Refusal.ALREADY_OPEN ->
                throw Problems.conflict("already-open", "The same change waits for a second person already.");
            case Outcome.Refused refused
            when refused.why() == Refusal.IS_SUBJECT ->
                throw Problems.problem(
                        "second-person-needed",
                        "This needs another person",
                        403,
                        "This would hold for you. Somebody else must ask for it.");
            case Outcome.Refused refused -> throw Problems.forbidden();
            case Outcome.Unknown unknown -> throw Problems.forbidden();
            case Outcome.NotDone notDone -> throw Problems.forbidden();
        };
    }
}
