package health.keyward.verifier.log;

import health.keyward.verifier.Malformed;
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
    static Header header(byte[] bytes, int from, int length) {
        int end = from + length;
        if (length == 0) {
            throw tooEarly();
        }
        int version = bytes[from];
        if (version == 1) {
            return Header.read(bytes, from + 1, end, 1);
        }
        if (version != 2) {
            throw new Malformed("an unknown version " + version);
        }
        int json = from + 5;
        int headerLength = int32(bytes, from + 1, end);
        if (headerLength < 2 || headerLength > end - json) {
            throw new Malformed("a header longer than its entry");
        }
        Header header = Header.read(bytes, json, json + headerLength, 2);
        checkParts(bytes, json + headerLength, end);
        return header;
    }

    private static void checkParts(byte[] bytes, int from, int end) {
        if (from == end) {
            throw tooEarly();
        }
        int at = from + 1;
        for (int parts = checkedCount(bytes[from]); parts > 0; parts--) {
            at += 44;
            int sealed = checkedLength(int32(bytes, at, end), end - at - 4);
            at += 4 + sealed;
        }
        if (at < end) {
            throw new Malformed("bytes behind the last part");
        }
    }

    private static int int32(byte[] bytes, int at, int end) {
        if (at > end - 4) {
            throw tooEarly();
        }
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    private static Malformed tooEarly() {
        return new Malformed("an entry that ends too early");
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
        for (int left = in.get(); left > 0; left--) {
            byte[] subject = bytes(in, 16);
            byte[] commit = bytes(in, 16);
            byte[] nonce = bytes(in, 12);
            parts.add(new Part(subject, commit, nonce, bytes(in, in.getInt())));
        }
        return new EntryBytes(
                header, copy(entry, 5, 5 + headerLength), copy(entry, 0, 6 + headerLength), List.copyOf(parts));
    }

    private static int checkedCount(int parts) {
        if (parts < 0 || parts > MOST_PARTS) {
            throw new Malformed("an entry of " + parts + " parts");
        }
        return parts;
    }

    private static int checkedLength(int sealed, int left) {
        if (sealed < TAG || sealed > left) {
            throw new Malformed("a sealed part shorter than its tag or longer than its entry");
        }
        return sealed;
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
