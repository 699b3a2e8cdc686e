package health.keyward.history.rest;

import health.keyward.history.core.Cursor;
import health.keyward.history.core.ExportState;
import health.keyward.history.store.Attempts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Rows of an export as pieces of a file, a megabyte in memory at a time. A piece ends behind a row, so that whoever comes next knows where to go on.
 */
final class ExportFile<T> {
    static final int PIECE = 1 << 20;

    /** How one round ended. */
    sealed interface End {
        /** Everything that matches is in the file. */
        record Whole(ExportState state) implements End {}

        /** The file is full, and more would match. */
        record Cut(ExportState state) implements End {}

        /** The round was over; the next one goes on. */
        record Paused() implements End {}

        /** Nobody wants it any more. */
        record Cancelled() implements End {}
    }

    /**
     * When to stop.
     *
     * @param rows most rows of a file
     * @param piece bytes after which a piece is stored
     * @param over whether the round is over
     */
    record Limit(long rows, int piece, BooleanSupplier over) {}

    /** Where pieces go, each at once and for good. */
    interface Store {
        /** False when the export was cancelled meanwhile. */
        boolean add(ExportState was, ExportState now, byte[] body);
    }

    /** Where rows come from. */
    interface Rows<T> {
        void each(Attempts.Taker<T> taker) throws SQLException;
    }

    private final Lines<T> lines;
    private final Function<T, Cursor> placeOf;
    private final Store store;
    private final Limit limit;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + (PIECE >> 4));
    private ExportState stored;
    private ExportState reached;

    /** @param taken where the last round came to */
    ExportFile(Lines<T> lines, Function<T, Cursor> placeOf, ExportState taken, Store store, Limit limit) {
        this.lines = lines;
        this.placeOf = placeOf;
        this.store = store;
        this.limit = limit;
        this.stored = taken;
        this.reached = taken;
        if (taken.bytes() == 0) {
            write(lines.head());
        }
    }

    End fill(Rows<T> rows) throws SQLException {
        try {
            rows.each(this::take);
        } catch (Stop stop) {
            return stop.end;
        }
        write(lines.tail());
        return store() ? new End.Whole(stored) : new End.Cancelled();
    }

    private void take(T row) {
        if (reached.rows() >= limit.rows()) {
            write(lines.cut(reached.rows()) + lines.tail());
            throw new Stop(store() ? new End.Cut(stored) : new End.Cancelled());
        }
        Cursor place = placeOf.apply(row);
        write(lines.line(row, reached.rows()));
        reached = new ExportState(
                reached.order(),
                reached.phase(),
                reached.rows() + 1,
                reached.bytes(),
                place,
                reached.lowest() == null ? place.seq() : Math.min(reached.lowest(), place.seq()),
                reached.highest() == null ? place.seq() : Math.max(reached.highest(), place.seq()),
                null,
                null);
        if (piece.size() >= limit.piece()) {
            if (!store()) {
                throw new Stop(new End.Cancelled());
            }
            if (limit.over().getAsBoolean()) {
                throw new Stop(new End.Paused());
            }
        }
    }

    private void write(String text) {
        piece.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean store() {
        ExportState now = new ExportState(
                reached.order(),
                reached.phase(),
                reached.rows(),
                stored.bytes() + piece.size(),
                reached.place(),
                reached.lowest(),
                reached.highest(),
                null,
                null);
        boolean wanted = piece.size() == 0 || store.add(stored, now, piece.toByteArray());
        piece.reset();
        stored = now;
        reached = now;
        return wanted;
    }

    /** Ends the walk through the rows; no failure, hence without a trace. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient End end;

        Stop(End end) {
            super(null, null, false, false);
            this.end = end;
        }
    }
}
