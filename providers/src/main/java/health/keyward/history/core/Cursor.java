package health.keyward.history.core;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/** A place in a list that is ordered by time and log number, newest first. Opaque to callers: one version byte, microseconds, log number. */
public record Cursor(Instant at, long seq) {
    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + Long.BYTES + Long.BYTES;
    private static final long LATEST = 253_402_300_800_000_000L;

    public String text() {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(seq)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty when the text was not made by {@link #text}. */
    public static Optional<Cursor> parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
                return Optional.empty();
            }
            long micros = bytes.getLong();
            long seq = bytes.getLong();
            if (micros < 0 || micros >= LATEST || seq < 0) {
                return Optional.empty();
            }
            return Optional.of(new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), seq));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }
}
