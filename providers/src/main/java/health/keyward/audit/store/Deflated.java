package health.keyward.audit.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The JSON of a part, deflated (RFC 1951) before it is sealed where that makes it shorter by much (ADR 20). Most of a decision is names that come again and again.
 * Lengths are rounded up, because they are all that a sealed part shows of what is in it.
 */
final class Deflated {
    /** The first byte; no JSON begins with it. */
    private static final byte MARK = 1;

    private static final int WORTH_IT = 1_024;
    private static final int STEP = 128;

    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));
    private static final ThreadLocal<Inflater> INFLATER = ThreadLocal.withInitial(() -> new Inflater(true));

    private Deflated() {}

    /** Answers the same bytes where they are few, or would not become fewer. */
    static byte[] of(byte[] json) {
        if (json.length < WORTH_IT) {
            return json;
        }
        byte[] deflated = new byte[json.length];
        deflated[0] = MARK;
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(json);
        deflater.finish();
        int length = 1 + deflater.deflate(deflated, 1, deflated.length - 1);
        int rounded = (length + STEP - 1) / STEP * STEP;
        return deflater.finished() && rounded < json.length ? Arrays.copyOf(deflated, rounded) : json;
    }

    /**
     * What {@link #of} was given.
     *
     * @throws IOException when it is neither JSON nor deflated, or longer than a part may be
     */
    static byte[] json(byte[] kept) throws IOException {
        if (kept.length == 0 || kept[0] != MARK) {
            return kept;
        }
        Inflater inflater = INFLATER.get();
        inflater.reset();
        inflater.setInput(kept, 1, kept.length - 1);
        byte[] json = new byte[LeafWriter.LONGEST_PIECE];
        try {
            int length = inflater.inflate(json);
            if (!inflater.finished()) {
                throw new IOException("a part that does not end, or is too long");
            }
            return Arrays.copyOf(json, length);
        } catch (DataFormatException e) {
            throw new IOException("a part that was not deflated as it says", e);
        }
    }
}
