package health.keyward.verifier.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Remembers words that come again and again, so that each is made once and not once per entry. Every thread has its own. */
final class Vocabulary {
    private static final ThreadLocal<Vocabulary> OF_THREAD = ThreadLocal.withInitial(Vocabulary::new);
    private static final int LONGEST = 64;
    private static final int BITS = 11;

    private final @Nullable Word[] slots = new Word[1 << BITS];

    private record Word(byte[] bytes, String text) {}

    private Vocabulary() {}

    static Vocabulary ofThisThread() {
        return OF_THREAD.get();
    }

    /**
     * @param from first of bytes that are ASCII
     * @param to behind the last of them
     * @param hash of the bytes
     */
    String word(byte[] in, int from, int to, int hash) {
        int slot = hash * 0x9e3779b9 >>> Integer.SIZE - BITS;
        Word word = slots[slot];
        if (word != null && Arrays.equals(word.bytes, 0, word.bytes.length, in, from, to)) {
            return word.text;
        }
        String text = new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        if (to - from <= LONGEST) {
            slots[slot] = new Word(Arrays.copyOfRange(in, from, to), text);
        }
        return text;
    }
}
