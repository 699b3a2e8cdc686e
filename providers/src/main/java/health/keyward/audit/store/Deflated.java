package health.keyward.audit.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The bytes of a part, deflated (RFC 1951) before it is sealed where that makes it shorter by much (ADR 20), with words that most decisions have in common as the preset
 * dictionary. Lengths are rounded up, because they are all that a sealed part shows of what is in it.
 */
final class Deflated {
    /** The first byte of what was deflated without words, as it was done before there were any. */
    private static final byte PLAIN = 1;
    /** The first byte of what is deflated with {@link #WORDS}. Nothing that is not deflated begins with either. */
    private static final byte MARK = 3;

    private static final int WORTH_IT = 1_024;
    private static final int STEP = 128;
    /** What it says may never change: parts are read with the words they were written with. Others need another mark. */
    private static final byte[] WORDS = words();

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
        deflater.setDictionary(WORDS);
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
        if (kept.length == 0 || (kept[0] != PLAIN && kept[0] != MARK)) {
            return kept;
        }
        Inflater inflater = INFLATER.get();
        inflater.reset();
        if (kept[0] == MARK) {
            inflater.setDictionary(WORDS);
        }
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

    private static byte[] words() {
        try (InputStream in = Objects.requireNonNull(Deflated.class.getResourceAsStream("words-1.txt"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
