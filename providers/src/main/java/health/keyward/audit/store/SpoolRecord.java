package health.keyward.audit.store;

import health.keyward.audit.core.Numbered;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A row as the spool keeps it: number (8 bytes), length of the run's id (1), the run's id, the row in version 1. */
public final class SpoolRecord {
    private SpoolRecord() {}

    public static byte[] bytes(Numbered row) {
        byte[] boot = row.boot().getBytes(StandardCharsets.US_ASCII);
        byte[] leaf = Leaf.bytes(row.recorded());
        return ByteBuffer.allocate(8 + 1 + boot.length + leaf.length)
                .putLong(row.nseq())
                .put((byte) boot.length)
                .put(boot)
                .put(leaf)
                .array();
    }

    /** @throws IOException when the bytes are no such record */
    public static Numbered read(byte[] bytes) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            long nseq = in.getLong();
            byte[] boot = new byte[Byte.toUnsignedInt(in.get())];
            in.get(boot);
            byte[] leaf = new byte[in.remaining()];
            in.get(leaf);
            return new Numbered(new String(boot, StandardCharsets.US_ASCII), nseq, Leaf.read(leaf));
        } catch (BufferUnderflowException e) {
            throw new IOException("a record that ends too early", e);
        }
    }
}
