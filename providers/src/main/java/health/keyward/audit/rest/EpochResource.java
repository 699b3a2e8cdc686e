package health.keyward.audit.rest;

import health.keyward.audit.store.LogEpoch;
import health.keyward.contract.audit.LedgerEpochs;
import health.keyward.contract.audit.NewEpoch;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/audit/epochs}: which there are, and the one way on after a roll-back. */
@Produces(MediaType.APPLICATION_JSON)
public final class EpochResource {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final Desk desk;

    EpochResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    public Response all() {
        desk.takes().looked("GET audit/epochs");
        return answer();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(@Nullable String body) {
        desk.takes().overWholeLog();
        String reason = reason(Wire.read(body == null ? "" : body, NewEpoch.class));
        OptionalInt opened = desk.resume().apply(reason);
        if (opened.isEmpty()) {
            throw Problems.conflict(
                    "not-rolled-back",
                    "The log leads on from everything that is remembered of it. It needs no new epoch.");
        }
        desk.ledger()
                .changed(
                        desk.call().realmId(),
                        desk.call().actor(),
                        "CREATE",
                        "LEDGER",
                        "audit/epochs/" + opened.getAsInt(),
                        null,
                        reason);
        return answer();
    }

    private static String reason(NewEpoch wanted) {
        String reason = wanted.reason() == null ? "" : wanted.reason().strip();
        if (reason.length() < SHORTEST_REASON
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    "bad-reason",
                    "reason must say what happened, in " + SHORTEST_REASON + " to " + LONGEST_REASON
                            + " characters on one line.");
        }
        return reason;
    }

    private Response answer() {
        return Wire.json(new LedgerEpochs(desk.database().read(LogEpoch::all).stream()
                .map(epoch -> new LedgerEpochs.Row(
                        epoch.epoch(), desk.origin().of(epoch.epoch()), epoch.firstSeq(), epoch.size()))
                .toList()));
    }
}
