package health.keyward.audit.store;

import health.keyward.audit.core.DataKey;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry of version 2 taken apart, its parts still sealed.
 *
 * @param before all bytes before the parts, which every part is bound to
 */
record SealedEntry(byte[] before, byte[] header, List<Part> parts) {
    /** Which key it needs, and what that key must be. */
    record Part(int index, UUID ref, byte[] commitment, byte[] nonce, byte[] sealed) {}

    /** @throws IOException when the bytes are no entry of version 2 */
    static SealedEntry of(byte[] leaf) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(leaf);
            if (in.get() != LeafWriter.VERSION) {
                throw new IOException("no entry of version " + LeafWriter.VERSION);
            }
            byte[] header = next(in, in.getInt());
            int count = Byte.toUnsignedInt(in.get());
            byte[] before = Arrays.copyOf(leaf, in.position());
            if (count > LeafWriter.MOST_PARTS) {
                throw new IOException("an entry has at most " + LeafWriter.MOST_PARTS + " parts");
            }
            List<Part> parts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                parts.add(new Part(
                        i,
                        new UUID(in.getLong(), in.getLong()),
                        next(in, DataKey.COMMITMENT),
                        next(in, DataKey.NONCE),
                        next(in, in.getInt())));
            }
            if (in.hasRemaining()) {
                throw new IOException("an entry with bytes behind its end");
            }
            return new SealedEntry(before, header, parts);
        } catch (BufferUnderflowException tooShort) {
            throw new IOException("an entry that ends too early", tooShort);
        }
    }

    /** Empty when the key is not the one the part is committed to, or a byte of the entry was changed. */
    Optional<byte[]> open(Part part, DataKey key) {
        if (!key.ref().equals(part.ref()) || !key.committedTo(part.commitment())) {
            return Optional.empty();
        }
        return key.open(
                part.nonce(),
                part.sealed(),
                before,
                new byte[] {(byte) part.index()},
                DataKey.bytes(part.ref()),
                part.commitment());
    }

    /** @throws IOException when it has not so many bytes left */
    static byte[] next(ByteBuffer in, int length) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new IOException("an entry that ends too early");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
