package health.keyward.audit.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The bytes of a part, deflated (RFC 1951) before it is sealed where that makes it shorter by much (ADR 20). Most of a decision is names that come again and again.
 * Lengths are rounded up, because they are all that a sealed part shows of what is in it.
 */
final class Deflated {
    /** The first byte; nothing that is not deflated begins with it. */
    private static final byte MARK = 1;

    private static final int WORTH_IT = 1_024;
    private static final int STEP = 128;

    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));
    private static final ThreadLocal<Inflater> INFLATER = ThreadLocal.withInitial(() -> new Inflater(true));

    private Deflated() {}

    /** Answers the same bytes where they are few, or would not become fewer. */
    static byte[] of(byte[] bytes) {
        if (bytes.length < WORTH_IT) {
            return bytes;
        }
        byte[] deflated = new byte[bytes.length];
        deflated[0] = MARK;
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(bytes);
        deflater.finish();
        int length = 1 + deflater.deflate(deflated, 1, deflated.length - 1);
        int rounded = (length + STEP - 1) / STEP * STEP;
        return deflater.finished() && rounded < bytes.length ? Arrays.copyOf(deflated, rounded) : bytes;
    }

    /**
     * What {@link #of} was given.
     *
     * @throws IOException when it says that it is deflated and is not, or is longer than a part may be
     */
    static byte[] bytes(byte[] kept) throws IOException {
        if (kept.length == 0 || kept[0] != MARK) {
            return kept;
        }
        Inflater inflater = INFLATER.get();
        inflater.reset();
        inflater.setInput(kept, 1, kept.length - 1);
        byte[] bytes = new byte[LeafWriter.LONGEST_PIECE];
        try {
            int length = inflater.inflate(bytes);
            if (!inflater.finished()) {
                throw new IOException("a part that does not end, or is too long");
            }
            return Arrays.copyOf(bytes, length);
        } catch (DataFormatException e) {
            throw new IOException("a part that was not deflated as it says", e);
        }
    }
}
