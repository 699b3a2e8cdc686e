package health.keyward.verifier.log;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.tree.Subtree;
import health.keyward.verifier.tree.TreeHash;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Up to 256 entries and the tile above them, read, hashed and compared. Made in any thread, then handed to one. */
public final class Bundle {
    private final long first;
    private final int expected;
    private final byte @Nullable [] data;
    private final byte @Nullable [] tile;
    private int[] ends = new int[0];
    private byte[] leaves = new byte[0];
    private @Nullable Header[] headers = new Header[0];
    private @Nullable String[] faults = new String[0];
    private @Nullable String frameFault;
    private @Nullable Subtree tree;
    private int offset;
    private boolean agrees;

    private Bundle(long first, int expected, byte @Nullable [] data, byte @Nullable [] tile) {
        this.first = first;
        this.expected = expected;
        this.data = data;
        this.tile = tile;
    }

    /**
     * @param number of the bundle, from 0
     * @param size of the log
     * @param minimumIndex entries below it may be missing
     */
    static Bundle read(ExportFiles files, long number, long size, long minimumIndex) throws IOException {
        long first = number * Paths.WIDTH;
        int expected = (int) Math.min(Paths.WIDTH, size - first);
        byte[] data = files.read(Paths.bundle(number, expected));
        Bundle bundle = new Bundle(
                first, expected, data == null ? ofAnotherWidth(files, number) : data, tile(files, number, expected));
        bundle.split();
        bundle.judge(minimumIndex);
        return bundle;
    }

    /** A log that was cut, or grew, while it was handed out. */
    private static byte @Nullable [] ofAnotherWidth(ExportFiles files, long number) throws IOException {
        String full = Paths.bundle(number, Paths.WIDTH);
        byte[] data = files.read(full);
        for (String width : data == null ? files.names(full + ".p") : List.<String>of()) {
            byte[] part = files.read(full + ".p/" + width);
            data = part != null && (data == null || part.length > data.length) ? part : data;
        }
        return data;
    }

    private static byte @Nullable [] tile(ExportFiles files, long number, int expected) throws IOException {
        byte[] bytes = files.read(Paths.tile(0, number, expected));
        if (bytes == null && expected < Paths.WIDTH) {
            bytes = files.read(Paths.tile(0, number, Paths.WIDTH));
        }
        return bytes == null || bytes.length < expected * TreeHash.LENGTH ? null : bytes;
    }

    private void split() {
        if (data == null) {
            return;
        }
        int[] found = new int[Paths.WIDTH];
        int count = 0;
        int at = 0;
        while (at < data.length) {
            int length = at + 2 <= data.length ? (data[at] & 0xff) << 8 | data[at + 1] & 0xff : -1;
            if (length < 0 || at + 2 + length > data.length) {
                frameFault = "the bundle ends within an entry";
                break;
            }
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            at += 2 + length;
            found[count++] = at;
        }
        ends = Arrays.copyOf(found, count);
        leaves = new byte[count * TreeHash.LENGTH];
        headers = new Header[count];
        faults = new String[count];
        for (int i = 0; i < count; i++) {
            int from = start(i);
            TreeHash.leaf(data, from, ends[i] - from, leaves, i * TreeHash.LENGTH);
            try {
                headers[i] = EntryBytes.header(data, from, ends[i] - from);
            } catch (Malformed e) {
                faults[i] = e.what();
            }
        }
    }

    private int start(int i) {
        return (i == 0 ? 0 : ends[i - 1]) + 2;
    }

    private void judge(long minimumIndex) {
        int absent = (int) Math.clamp(minimumIndex - first, 0, expected);
        offset = count() == expected ? 0 : Math.min(absent, Math.max(0, expected - count()));
        agrees = tile != null
                && frameFault == null
                && count() + offset == expected
                && Arrays.equals(leaves, 0, leaves.length, tile, offset * TreeHash.LENGTH, expected * TreeHash.LENGTH);
        if (tile != null) {
            tree = Subtree.over(tile, expected);
        } else if (count() == expected && frameFault == null) {
            tree = Subtree.over(leaves, expected);
        }
    }

    /** Index of the first entry that belongs here. */
    public long first() {
        return first;
    }

    /** How many belong here, from 1 to 256. */
    public int expected() {
        return expected;
    }

    /** How many are here. */
    public int count() {
        return ends.length;
    }

    /** How many at the begin were left out, as the export says. */
    public int offset() {
        return offset;
    }

    /** Index of the i-th entry that is here, as far as its place tells. */
    public long index(int i) {
        return first + offset + i;
    }

    /** Whether every entry that is here hashes to the tile, and none is missing but those left out at the begin. */
    public boolean agrees() {
        return agrees;
    }

    public boolean hasEntries() {
        return data != null;
    }

    public boolean hasTile() {
        return tile != null;
    }

    /** Over the hashes of the tile, or where there is none of all entries; null where neither is whole. */
    public @Nullable Subtree tree() {
        return tree;
    }

    /** Over the hashes of the first entries that are here. */
    public Subtree leaves(int count) {
        return Subtree.over(leaves, count);
    }

    public byte[] leaf(int i) {
        return Arrays.copyOfRange(leaves, i * TreeHash.LENGTH, (i + 1) * TreeHash.LENGTH);
    }

    /** Null where the entry cannot be read. */
    public @Nullable Header header(int i) {
        return headers[i];
    }

    public @Nullable String fault(int i) {
        return faults[i];
    }

    public @Nullable String frameFault() {
        return frameFault;
    }

    public byte[] entry(int i) {
        return data == null ? new byte[0] : Arrays.copyOfRange(data, start(i), ends[i]);
    }

    /** Bytes read for the entries. */
    public int length() {
        return data == null ? 0 : data.length;
    }
}
