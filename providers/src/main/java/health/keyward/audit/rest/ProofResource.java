package health.keyward.audit.rest;

import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Proofs;
import health.keyward.audit.core.TlogProof;
import health.keyward.audit.store.Checkpoints;
import health.keyward.audit.store.Head;
import health.keyward.audit.store.Leaf;
import health.keyward.audit.store.LogEpoch;
import health.keyward.audit.store.LogTable;
import health.keyward.audit.store.Tiles;
import health.keyward.contract.audit.ConsistencyProof;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/audit/proof}: a single event of one's own realm as a file that proves itself (AL-6), and that the log only grew. */
@Produces(MediaType.APPLICATION_JSON)
public final class ProofResource {
    private final Desk desk;

    ProofResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("consistency")
    public Response consistency(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        desk.takes("from", "to");
        long before = desk.number("from", 0, 0, Long.MAX_VALUE);
        long after = desk.number("to", -1, 0, Long.MAX_VALUE);
        desk.looked("GET audit/proof/consistency");
        return Wire.json(desk.database().read(tx -> {
            Head head = Head.read(tx);
            long signed = new Checkpoints(tx)
                    .newest(head.epoch())
                    .map(Checkpoints.Kept::size)
                    .orElse(0L);
            long until = after < 0 ? signed : after;
            if (before > until || until > signed) {
                throw Problems.badRequest(
                        "bad-number", "from must not be after to, and to not after the last checkpoint.");
            }
            return new ConsistencyProof(
                    desk.origin().of(head.epoch()),
                    before,
                    until,
                    new Proofs(until, new Tiles(tx, head.epoch()))
                            .consistency(before).stream().map(Hash::base64).toList());
        }));
    }

    @GET
    @Path("{eventId}")
    @Produces("text/plain")
    public Response event(@PathParam("eventId") String eventId) {
        desk.takes();
        if (!eventId.matches("[0-9a-f]{32}")) {
            throw Problems.badRequest("bad-id", "An id has 32 hex digits in lower case.");
        }
        desk.looked("GET audit/proof/" + eventId);
        String proof = desk.database().read(tx -> proof(tx, eventId));
        return Response.ok(proof, AuditResource.NOTE)
                .header("Content-Disposition", "attachment; filename=\"" + eventId + ".tlog-proof\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private String proof(Connection tx, String eventId) throws SQLException {
        LogTable.Row row = new LogTable(tx)
                .at(place(tx, eventId))
                .filter(found -> isOwn(found, eventId))
                .orElseThrow(ProofResource::unknown);
        LogEpoch epoch = LogEpoch.of(tx, row.seq()).orElseThrow(ProofResource::unknown);
        long index = row.seq() - epoch.firstSeq();
        Checkpoints.Kept checkpoint = new Checkpoints(tx)
                .newest(epoch.epoch())
                .filter(kept -> kept.size() > index)
                .orElseThrow(() -> Problems.conflict(
                        "not-signed-yet", "This event is in the log and not yet signed. Ask again in a minute."));
        return TlogProof.text(
                index,
                row.leaf(),
                new Proofs(checkpoint.size(), new Tiles(tx, epoch.epoch())).inclusion(index),
                checkpoint.note());
    }

    private long place(Connection tx, String eventId) throws SQLException {
        for (Projection projection : desk.projections()) {
            OptionalLong seq = projection.find(tx, desk.call().realmId(), eventId);
            if (seq.isPresent()) {
                return seq.getAsLong();
            }
        }
        throw unknown();
    }

    /** The read model only says where to look; what counts is the entry. */
    private boolean isOwn(LogTable.Row row, String eventId) {
        try {
            Recorded recorded = Leaf.read(row.leaf());
            return recorded.id().equals(eventId)
                    && recorded.realmId().equals(desk.call().realmId().value());
        } catch (IOException e) {
            return false;
        }
    }

    private static RuntimeException unknown() {
        return Problems.notFound("There is no event with this id.");
    }
}
