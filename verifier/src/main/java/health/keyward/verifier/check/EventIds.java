package health.keyward.verifier.check;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Finds event ids that stand twice. Ids are dealt to 64 heaps; a heap that grows goes to a temporary file, so that memory stays bounded. */
final class EventIds implements AutoCloseable {
    private static final int HEAPS = 64;
    private static final int RECORD = 24;
    private static final int BUFFER = RECORD * 16_384;

    private final ByteBuffer[] buffers = new ByteBuffer[HEAPS];
    private final long[] spilled = new long[HEAPS];
    private @Nullable Path folder;

    void add(long high, long low, long index) throws IOException {
        int heap = (int) (high >>> 58);
        ByteBuffer buffer = buffers[heap];
        if (buffer == null) {
            buffer = ByteBuffer.allocate(BUFFER);
            buffers[heap] = buffer;
        }
        if (!buffer.hasRemaining()) {
            spill(heap, buffer);
        }
        buffer.putLong(high).putLong(low).putLong(index);
    }

    private void spill(int heap, ByteBuffer buffer) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("keyward-verify");
        }
        try (OutputStream out = Files.newOutputStream(
                folder.resolve("ids-" + heap), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(buffer.array(), 0, buffer.position());
        }
        spilled[heap] += buffer.position();
        buffer.clear();
    }

    void end(Findings findings) throws IOException {
        for (int heap = 0; heap < HEAPS; heap++) {
            ByteBuffer buffer = buffers[heap];
            if (buffer != null) {
                if (spilled[heap] > 0) {
                    spill(heap, buffer);
                }
                twice(heap, buffer, findings);
                buffers[heap] = null;
            }
        }
    }

    private void twice(int heap, ByteBuffer buffer, Findings findings) throws IOException {
        ByteBuffer all = spilled[heap] > 0 && folder != null
                ? ByteBuffer.wrap(Files.readAllBytes(folder.resolve("ids-" + heap)))
                : buffer.flip();
        int count = all.remaining() / RECORD;
        int[] slots = new int[Integer.highestOneBit(Math.max(count, 1)) * 4];
        for (int i = 0; i < count; i++) {
            long high = all.getLong(i * RECORD);
            long low = all.getLong(i * RECORD + 8);
            int slot = (int) (low ^ low >>> 32) & slots.length - 1;
            while (slots[slot] != 0) {
                int other = (slots[slot] - 1) * RECORD;
                if (all.getLong(other) == high && all.getLong(other + 8) == low) {
                    findings.add(Finding.at(
                            Damage.DUPLICATE,
                            all.getLong(i * RECORD + 16),
                            "has the same event id as entry " + all.getLong(other + 16)));
                    break;
                }
                slot = slot + 1 & slots.length - 1;
            }
            if (slots[slot] == 0) {
                slots[slot] = i + 1;
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (folder != null) {
            for (int heap = 0; heap < HEAPS; heap++) {
                Files.deleteIfExists(folder.resolve("ids-" + heap));
            }
            Files.deleteIfExists(folder);
        }
    }
}
