package health.keyward.breakglass.rest;

import health.keyward.approval.Approvals;
import health.keyward.approval.Outcome;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.breakglass.keycloak.AskListKind;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.contract.breakglass.BreakGlassListProposed;
import health.keyward.contract.breakglass.BreakGlassListVersion;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands a list to a second person. */
final class AskProposals {
    private AskProposals() {}

    static Response propose(AskDesk desk, Kind kind, String body, int after, @Nullable String given) {
        String reason = reason(given);
        AdminCall call = desk.call();
        return propose(
                call, desk.approvals(), AskListKind.named(kind), desk.book().keep(call.realmId(), body), after, reason);
    }

    static String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() < 3 || reason.length() > 300 || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-reason", "A reason has 3 to 300 characters and no control characters.");
        }
        return reason;
    }

    /** @param hash of a list that was kept */
    static Response propose(AdminCall call, Approvals approvals, String kind, String hash, int after, String reason) {
        Outcome outcome = approvals.propose(
                new Signatory(call.realmId(), call.actor(), call.authenticatedAt()),
                kind,
                AskListKind.asked(hash, after, reason),
                reason);
        return switch (outcome) {
            case Outcome.Ok ok ->
                Wire.json(new BreakGlassListProposed(ok.proposal().id().toString()));
            case Outcome.Unclear unclear -> throw Problems.conflict("bad-change", unclear.why());
            case Outcome.Refused refused
            when refused.why() == Refusal.ALREADY_OPEN ->
                throw Problems.conflict("already-open", "The same change waits for a second person already.");
            case Outcome.Refused refused -> throw Problems.forbidden();
            case Outcome.Unknown unknown -> throw Problems.forbidden();
            case Outcome.NotDone notDone -> throw Problems.forbidden();
        };
    }

    static void sound(List<String> faults) {
        if (!faults.isEmpty()) {
            throw Problems.badRequest("bad-list", String.join(" ", faults.subList(0, Math.min(5, faults.size()))));
        }
    }

    static List<BreakGlassListVersion> versions(AskDesk desk, Kind kind) {
        return said(desk.book().versions(desk.call().realmId(), kind));
    }

    static List<BreakGlassListVersion> said(List<Version> versions) {
        return versions.stream().map(AskProposals::said).toList();
    }

    private static BreakGlassListVersion said(Version version) {
        return new BreakGlassListVersion(
                version.number(),
                version.sha256(),
                version.by(),
                version.reviewer(),
                version.approval().toString(),
                version.at(),
                version.reason());
    }

    static List<String> words(@Nullable List<String> given) {
        return given == null
                ? List.of()
                : given.stream()
                        .map(word -> word == null ? "" : word.strip())
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
    }
}
