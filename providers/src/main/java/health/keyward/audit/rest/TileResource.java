package health.keyward.audit.rest;

import health.keyward.audit.core.EntryBundle;
import health.keyward.audit.core.Tile;
import health.keyward.audit.core.TilePath;
import health.keyward.audit.store.Checkpoints;
import health.keyward.audit.store.Head;
import health.keyward.audit.store.LogTable;
import health.keyward.audit.store.Tiles;
import health.keyward.keycloak.Problems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;

/** {@code keyward/v1/audit/tile}: tiles and entries of the present epoch, as far as they are signed (C2SP tlog-tiles). */
@Produces(MediaType.APPLICATION_OCTET_STREAM)
public final class TileResource {
    private static final int LEVELS = 8;

    private final Desk desk;

    TileResource(Desk desk) {
        this.desk = desk;
    }

    /** Hashes only. */
    @GET
    @Path("{level}/{path: .+}")
    public Response tile(@PathParam("level") String level, @PathParam("path") String path) {
        desk.takes();
        TilePath place = place(path);
        if (!level.matches("[0-9]") || Integer.parseInt(level) >= LEVELS) {
            throw nothing();
        }
        desk.looked("GET audit/" + TilePath.ofTile(Integer.parseInt(level), place.index(), place.width()));
        return bytes(desk.database().read(tx -> {
            Head head = Head.read(tx);
            inSigned(tx, head, Integer.parseInt(level), place);
            return new Tiles(tx, head.epoch()).published(Integer.parseInt(level), place.index(), place.width());
        }));
    }

    /** Entries of all realms, so for the realm that keeps the evidence. */
    @GET
    @Path("entries/{path: .+}")
    public Response entries(@PathParam("path") String path) {
        desk.takes().overWholeLog();
        TilePath place = place(path);
        desk.looked("GET audit/" + TilePath.ofEntries(place.index(), place.width()));
        return bytes(desk.database().read(tx -> {
            Head head = Head.read(tx);
            inSigned(tx, head, 0, place);
            return bundle(tx, head.firstSeq() + place.index() * Tile.WIDTH, place.width());
        }));
    }

    private static byte[] bundle(Connection tx, long first, int width) throws SQLException {
        EntryBundle bundle = new EntryBundle();
        new LogTable(tx).each(first, first + width, row -> bundle.add(row.leaf()));
        return bundle.bytes();
    }

    private static void inSigned(Connection tx, Head head, int level, TilePath place) throws SQLException {
        long signed = new Checkpoints(tx)
                .newest(head.epoch())
                .map(Checkpoints.Kept::size)
                .orElse(0L);
        if (Tile.width(level, place.index(), signed) < place.width()) {
            throw nothing();
        }
    }

    private static TilePath place(String path) {
        return TilePath.parse(path).orElseThrow(TileResource::nothing);
    }

    private static RuntimeException nothing() {
        return Problems.notFound("The signed log has no such tile.");
    }

    private static Response bytes(byte[] bytes) {
        return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }
}
