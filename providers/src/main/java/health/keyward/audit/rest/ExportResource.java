package health.keyward.audit.rest;

import health.keyward.audit.store.Checkpoints;
import health.keyward.audit.store.Head;
import health.keyward.audit.store.KeyChanges;
import health.keyward.audit.store.LogEpoch;
import health.keyward.audit.store.LogExport;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code keyward/v1/audit/export}: the signed log with everything a verifier needs and the rows of the read models beside it, as a ZIP that is made while it is sent. The look is recorded before
 * the first byte, how it ended after the last.
 */
@Produces("application/zip")
public final class ExportResource {
    private static final String WHAT = "GET audit/export";

    private final Desk desk;

    ExportResource(Desk desk) {
        this.desk = desk;
    }

    /** What {@code keyward/log.json} needs to know of an epoch. */
    private record Log(LogEpoch epoch, Checkpoints.Kept checkpoint, List<String> vkeys, long minimumIndex) {
        String json(String origin, Instant now) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("origin", origin);
            json.put("epoch", epoch.epoch());
            json.put("firstSeq", epoch.firstSeq());
            json.put("size", checkpoint.size());
            json.put("vkeys", vkeys);
            json.put("exportedAt", now.toString());
            if (minimumIndex > 0) {
                json.put("minimumIndex", minimumIndex);
            }
            return Wire.text(json);
        }
    }

    @GET
    public Response export() {
        desk.takes().overWholeLog().call().needs("evidence-export");
        Log log = desk.database().read(ExportResource::log);
        desk.looked(WHAT);
        String json = log.json(desk.origin().of(log.epoch.epoch()), desk.clock().instant());
        StreamingOutput body = output -> stream(output, log, json);
        return Response.ok(body, "application/zip")
                .header("Content-Disposition", "attachment; filename=\"keyward-evidence.zip\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Log log(Connection tx) throws SQLException {
        Head head = Head.read(tx);
        LogEpoch epoch = new LogEpoch(head.epoch(), head.firstSeq(), head.size());
        Checkpoints.Kept checkpoint = new Checkpoints(tx)
                .newest(head.epoch())
                .orElseThrow(() -> Problems.conflict(
                        "not-signed-yet",
                        "No checkpoint of this epoch has been signed yet, so there is nothing to prove."));
        return new Log(epoch, checkpoint, KeyChanges.all(tx), LogExport.minimumIndex(tx, epoch));
    }

    private void stream(OutputStream output, Log log, String json) {
        long rows = 0;
        boolean whole = false;
        try {
            rows = desk.database().stream(tx -> {
                try {
                    return new LogExport(tx, log.epoch, log.checkpoint, output)
                            .write(json, log.minimumIndex, desk.projections());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            whole = true;
        } finally {
            desk.ledger().exported(desk.call().realmId(), desk.call().actor(), WHAT, "", rows, whole);
        }
    }
}
