package health.keyward.audit.rest;

import health.keyward.audit.store.Checkpoints;
import health.keyward.audit.store.Head;
import health.keyward.contract.audit.LedgerCheckpoints;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/audit}, for system administrators. Paths and formats of the log itself are those of C2SP tlog-tiles. */
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    static final String NOTE = "text/plain; charset=utf-8";
    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;

    private final Desk desk;

    public AuditResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("health")
    public Response health() {
        desk.takes().looked("GET audit/health");
        return Wire.json(desk.database()
                .read(tx -> new Health(
                                desk.origin(),
                                desk.clock().instant(),
                                desk.spool().get(),
                                tx)
                        .answer()));
    }

    /** The newest signed checkpoint with its cosignatures. */
    @GET
    @Path("checkpoint")
    @Produces("text/plain")
    public Response checkpoint() {
        desk.takes().looked("GET audit/checkpoint");
        Checkpoints.Kept newest = desk.database()
                .read(tx -> new Checkpoints(tx).newest(Head.read(tx).epoch()))
                .orElseThrow(() -> Problems.notFound("No checkpoint of this epoch has been signed yet."));
        return Response.ok(newest.note().whole(), NOTE)
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Path("checkpoints")
    public Response checkpoints(
            @QueryParam("below") @Nullable String below, @QueryParam("limit") @Nullable String limit) {
        desk.takes("below", "limit");
        long before = desk.number("below", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        int most = (int) desk.number("limit", PAGE, 1, LONGEST_PAGE);
        desk.looked("GET audit/checkpoints");
        List<LedgerCheckpoints.Row> rows =
                desk
                        .database()
                        .read(tx -> new Checkpoints(tx).page(Head.read(tx).epoch(), before, most))
                        .stream()
                        .map(kept -> new LedgerCheckpoints.Row(
                                kept.size(),
                                kept.at(),
                                kept.note().lines().size(),
                                kept.note().whole()))
                        .toList();
        return Wire.json(new LedgerCheckpoints(
                rows, rows.size() < most ? null : rows.getLast().size()));
    }

    @Path("tile")
    public TileResource tile() {
        return new TileResource(desk);
    }

    @Path("proof")
    public ProofResource proof() {
        return new ProofResource(desk);
    }

    @Path("export")
    public ExportResource export() {
        return new ExportResource(desk);
    }

    @Path("checks")
    public CheckResource checks() {
        return new CheckResource(desk);
    }

    @Path("drills")
    public DrillResource drills() {
        return new DrillResource(desk);
    }

    @Path("report")
    public ReportResource report() {
        return new ReportResource(desk);
    }

    @Path("feeds")
    public FeedResource feeds() {
        return new FeedResource(desk);
    }

    @Path("retention")
    public RetentionResource retention() {
        return new RetentionResource(desk);
    }

    @Path("epochs")
    public EpochResource epochs() {
        return new EpochResource(desk);
    }
}
