package health.keyward.audit.store;

import health.keyward.audit.Projection;
import health.keyward.audit.core.EntryBundle;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Tile;
import health.keyward.audit.core.TilePath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The signed log of one epoch as a ZIP in the layout of ADR 0004, written while it is read. */
public final class LogExport {
    private static final int FETCH = 64;

    private final Connection tx;
    private final LogEpoch epoch;
    private final Checkpoints.Kept checkpoint;
    private final ZipOutputStream zip;

    /** @param checkpoint what the export ends with */
    public LogExport(Connection tx, LogEpoch epoch, Checkpoints.Kept checkpoint, OutputStream out) {
        this.tx = tx;
        this.epoch = epoch;
        this.checkpoint = checkpoint;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** How many entries are missing at the beginning, because they were disposed of. */
    public static long minimumIndex(Connection tx, LogEpoch epoch) throws SQLException {
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT seq FROM kw_audit_log WHERE seq >= ? ORDER BY seq LIMIT 1")) {
            ask.setLong(1, epoch.firstSeq());
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? row.getLong(1) - epoch.firstSeq() : epoch.size();
            }
        }
    }

    /** As below, with no read model beside the log. */
    public long write(String logJson, long minimumIndex) throws SQLException, IOException {
        return write(logJson, minimumIndex, List.of());
    }

    /**
     * @param logJson {@code keyward/log.json}
     * @param readModels whose rows go beside the log; one at most has any
     * @return entries written
     */
    public long write(String logJson, long minimumIndex, List<Projection> readModels) throws SQLException, IOException {
        put("checkpoint", checkpoint.note().whole());
        put("keyward/log.json", logJson);
        checkpoints();
        epochs();
        tiles();
        long entries = entries(minimumIndex);
        if (!readModels.isEmpty()) {
            rows(minimumIndex, readModels);
        }
        zip.finish();
        return entries;
    }

    private void checkpoints() throws SQLException, IOException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT size FROM kw_audit_checkpoint WHERE epoch = ? AND size <= ? ORDER BY size")) {
            ask.setFetchSize(FETCH);
            ask.setInt(1, epoch.epoch());
            ask.setLong(2, checkpoint.size());
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    long size = row.getLong(1);
                    Optional<Checkpoints.Kept> kept = new Checkpoints(tx).covering(epoch.epoch(), size);
                    if (kept.isPresent()) {
                        put("keyward/checkpoints/" + size, kept.get().note().whole());
                    }
                }
            }
        }
    }

    private void epochs() throws SQLException, IOException {
        for (LogEpoch earlier : LogEpoch.all(tx)) {
            Optional<Checkpoints.Kept> last =
                    earlier.epoch() < epoch.epoch() ? new Checkpoints(tx).newest(earlier.epoch()) : Optional.empty();
            if (last.isPresent()) {
                put(
                        "keyward/epochs/" + earlier.epoch() + "/checkpoint",
                        last.get().note().whole());
            }
        }
    }

    private void tiles() throws SQLException, IOException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT level, idx, hashes FROM kw_audit_tile WHERE epoch = ? ORDER BY level, idx")) {
            ask.setFetchSize(FETCH);
            ask.setInt(1, epoch.epoch());
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    int level = row.getInt(1);
                    long index = row.getLong(2);
                    int width = Tile.width(level, index, checkpoint.size());
                    if (width > 0) {
                        put(TilePath.ofTile(level, index, width), Arrays.copyOf(row.getBytes(3), width * Hash.LENGTH));
                    }
                }
            }
        }
    }

    private long entries(long minimumIndex) throws SQLException, IOException {
        Bundles bundles = new Bundles();
        try {
            new LogTable(tx).each(epoch.firstSeq() + minimumIndex, epoch.firstSeq() + checkpoint.size(), bundles::take);
            bundles.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return bundles.count;
    }

    private void rows(long minimumIndex, List<Projection> readModels) throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry("keyward/projection.jsonl"));
        try {
            for (Projection readModel : readModels) {
                readModel.shown(tx, epoch.firstSeq() + minimumIndex, epoch.firstSeq() + checkpoint.size(), this::row);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        zip.closeEntry();
    }

    private void row(Projection.Shown row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("seq", row.seq());
        line.put("id", row.id());
        line.put("at", row.at().toString());
        line.put("realmId", row.realmId());
        put(line, "type", row.type());
        put(line, "error", row.error());
        put(line, "clientId", row.clientId());
        try {
            zip.write(Json.bytes(line));
            zip.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Map<String, Object> line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value);
        }
    }

    /** Collects 256 entries at a time. */
    private final class Bundles {
        private EntryBundle bundle = new EntryBundle();
        private long index = -1;
        private long count;

        private void take(LogTable.Row row) {
            long place = (row.seq() - epoch.firstSeq()) / Tile.WIDTH;
            if (place != index) {
                flush();
                index = place;
            }
            bundle.add(row.leaf());
            count++;
        }

        private void flush() {
            if (index < 0) {
                return;
            }
            try {
                put(TilePath.ofEntries(index, Tile.width(0, index, checkpoint.size())), bundle.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            bundle = new EntryBundle();
        }
    }

    private void put(String path, String text) throws IOException {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String path, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(bytes);
        zip.closeEntry();
    }
}
