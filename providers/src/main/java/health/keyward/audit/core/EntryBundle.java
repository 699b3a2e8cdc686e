package health.keyward.audit.core;

import java.io.ByteArrayOutputStream;

/** Entries one after the other, each with its length in two bytes, big-endian (C2SP tlog-tiles). */
public final class EntryBundle {
    /** Bytes an entry may have. */
    public static final int LONGEST = 65_535;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @throws IllegalArgumentException when the entry has more than 65,535 bytes */
    public EntryBundle add(byte[] entry) {
        if (entry.length > LONGEST) {
            throw new IllegalArgumentException("an entry of " + entry.length + " bytes has no place in a bundle");
        }
        bytes.write(entry.length >>> Byte.SIZE);
        bytes.write(entry.length);
        bytes.writeBytes(entry);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
