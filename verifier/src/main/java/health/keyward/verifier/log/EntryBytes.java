package health.keyward.verifier.log;

import health.keyward.verifier.Malformed;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * An entry taken apart, ADR 0004.
 *
 * @param plain everything before the first part, the number of parts included: what every part is bound to
 */
public record EntryBytes(Header header, byte[] headerJson, byte[] plain, List<Part> parts) {
    private static final int TAG = 16;
    private static final int MOST_PARTS = 3;

    /**
     * What is sealed under one person's key.
     *
     * @param sealed AES-256-GCM, tag included
     */
    public record Part(byte[] subjectRef, byte[] keyCommit, byte[] nonce, byte[] sealed) {
        public String subject() {
            return HexFormat.of().formatHex(subjectRef);
        }
    }

    /** Only the header, after the frame of the whole entry was checked. */
    public static Header header(byte[] bytes, int from, int length) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
            byte version = in.get();
            if (version == 1) {
                return Header.read(bytes, from + 1, from + length, 1);
            }
            int headerLength = version == 2 ? in.getInt() : -1;
            if (headerLength < 2 || headerLength > in.remaining()) {
                throw new Malformed(version == 2 ? "a header longer than its entry" : "an unknown version " + version);
            }
            Header header = Header.read(bytes, from + 5, from + 5 + headerLength, 2);
            in.position(in.position() + headerLength);
            for (int parts = count(in); parts > 0; parts--) {
                in.position(in.position() + 44);
                int sealed = sealedLength(in);
                in.position(in.position() + sealed);
            }
            if (in.hasRemaining()) {
                throw new Malformed("bytes behind the last part");
            }
            return header;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new Malformed("an entry that ends too early");
        }
    }

    public static EntryBytes of(byte[] entry) {
        Header header = header(entry, 0, entry.length);
        if (entry[0] == 1) {
            return new EntryBytes(header, copy(entry, 1, entry.length), entry, List.of());
        }
        ByteBuffer in = ByteBuffer.wrap(entry);
        in.get();
        int headerLength = in.getInt();
        in.position(5 + headerLength);
        List<Part> parts = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            byte[] subject = bytes(in, 16);
            byte[] commit = bytes(in, 16);
            byte[] nonce = bytes(in, 12);
            parts.add(new Part(subject, commit, nonce, bytes(in, sealedLength(in))));
        }
        return new EntryBytes(
                header, copy(entry, 5, 5 + headerLength), copy(entry, 0, 6 + headerLength), List.copyOf(parts));
    }

    private static int count(ByteBuffer in) {
        int parts = in.get();
        if (parts < 0 || parts > MOST_PARTS) {
            throw new Malformed("an entry of " + parts + " parts");
        }
        return parts;
    }

    private static int sealedLength(ByteBuffer in) {
        int length = in.getInt();
        if (length < TAG || length > in.remaining()) {
            throw new Malformed("a sealed part shorter than its tag or longer than its entry");
        }
        return length;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] copy(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
