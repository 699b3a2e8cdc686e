package health.keyward.history.rest;

import health.keyward.audit.Ledger;
import health.keyward.contract.history.ExportJobs;
import health.keyward.contract.history.ExportManifest;
import health.keyward.contract.history.SignedExportManifest;
import health.keyward.history.core.ExportOrder;
import health.keyward.history.core.ExportState;
import health.keyward.history.store.Exports;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;

/** {@code keyward/v1/history/exports}: the caller's own background exports; nobody sees those of somebody else (LH-11). */
@Produces(MediaType.APPLICATION_JSON)
public final class ExportsResource {
    private final Counter counter;
    private final RealmId realm;
    private final UserId admin;
    private final Exports exports = new Exports();

    ExportsResource(Counter counter) {
        this.counter = counter;
        this.realm = counter.call().realmId();
        this.admin = new UserId(counter.call().user().getId());
    }

    @GET
    @Takes(Parameters.NONE)
    public Response mine() {
        counter.asked(Parameters.NONE);
        return Wire.json(new ExportJobs(counter.read(tx -> exports.of(tx, realm, admin)).stream()
                .map(Said::export)
                .toList()));
    }

    @GET
    @Path("{id}")
    @Takes(Parameters.NONE)
    public Response one(@PathParam("id") String id) {
        counter.asked(Parameters.NONE);
        return Wire.json(Said.export(found(id)));
    }

    @GET
    @Path("{id}/manifest")
    @Takes(Parameters.NONE)
    public Response manifest(@PathParam("id") String id) {
        counter.asked(Parameters.NONE);
        ExportState state = finished(id);
        Ledger ledger = counter.ledger();
        ExportManifest manifest = Said.manifest(
                state, ledger.checkpointCovering(state.order().lastEntry()).orElse(null));
        return Wire.json(new SignedExportManifest(manifest, ledger.signed("export", Wire.text(manifest) + "\n")));
    }

    /** Takes one range of bytes (RFC 9110, section 14), so that a download that broke off is taken up where it was. */
    @GET
    @Path("{id}/file")
    @Produces({"text/csv", MediaType.APPLICATION_JSON, "application/fhir+ndjson"})
    @Takes(Parameters.NONE)
    public Response file(@PathParam("id") String id) {
        counter.asked(Parameters.NONE);
        ExportState state = finished(id);
        if (piece(state.order(), 0).isEmpty()) {
            throw Problems.problem(
                    "gone", "The file is gone", 410, "Files are kept for a day. Ask for the export again.");
        }
        String header =
                counter.call().session().getContext().getRequestHeaders().getHeaderString("Range");
        Optional<ByteRange> part = ByteRange.of(header, state.bytes());
        if (part.isEmpty()) {
            throw Problems.problem(
                    "bad-range",
                    "There are no such bytes",
                    416,
                    "The file has " + state.bytes() + " bytes; ask for one range such as bytes=0-999.");
        }
        ByteRange range = part.get();
        counter.looked("GET history/exports/" + state.order().hex() + "/file " + range.words());
        Lines.Format format = ExportRun.format(state.order());
        Response.ResponseBuilder answer = Response.status(range.whole() ? 200 : 206)
                .entity((StreamingOutput) output -> {
                    for (long at = range.first(); at <= range.last(); ) {
                        Exports.Piece piece = piece(state.order(), at)
                                .orElseThrow(() -> new java.io.IOException("the file went while it was handed out"));
                        int from = Math.toIntExact(at - piece.starts());
                        int length = (int) Math.min(piece.body().length - from, range.last() - at + 1);
                        output.write(piece.body(), from, length);
                        at += length;
                    }
                })
                .type(format.contentType())
                .header("Content-Length", range.last() - range.first() + 1)
                .header("Accept-Ranges", "bytes")
                .header("ETag", "\"" + state.sha256() + "\"")
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Disposition",
                        format.disposition(Said.list(state.order().what())));
        if (!range.whole()) {
            answer.header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + state.bytes());
        }
        return answer.build();
    }

    @DELETE
    @Path("{id}")
    @Takes(Parameters.NONE)
    public Response cancel(@PathParam("id") String id) {
        counter.asked(Parameters.NONE);
        var export = EventId.parse(id);
        if (!counter.database()
                .write(tx ->
                        exports.cancel(tx, realm, admin, export, counter.clock().instant()))) {
            throw none();
        }
        return Response.noContent().build();
    }

    private Optional<Exports.Piece> piece(ExportOrder order, long offset) {
        return counter.read(tx -> exports.pieceAt(tx, order, offset));
    }

    private ExportState found(String id) {
        var export = EventId.parse(id);
        return counter.read(tx -> exports.of(tx, realm, admin, export)).orElseThrow(ExportsResource::none);
    }

    private ExportState finished(String id) {
        ExportState state = found(id);
        if (!state.phase().hasFile()) {
            throw Problems.conflict("not-finished", "This export has no file: it is " + state.phase() + ".");
        }
        return state;
    }

    private static health.keyward.keycloak.ProblemException none() {
        return Problems.notFound("You have no export with this id.");
    }
}
