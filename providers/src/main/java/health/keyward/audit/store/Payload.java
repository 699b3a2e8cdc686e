package health.keyward.audit.store;

import health.keyward.audit.core.DataKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What does not fit into a part of an entry: its longest fields, sealed under the part's key and kept in {@code kw_audit_payload}. The hash stands in
 * the entry's header, so that the tree proves it too.
 *
 * @param part index of the part it belongs to
 * @param bytes nonce, sealed JSON object, tag
 */
record Payload(String eventId, int part, byte[] bytes) {
    private static final byte[] LABEL = "kw-payload".getBytes(StandardCharsets.US_ASCII);

    static Payload sealed(String eventId, int part, DataKey key, byte[] nonce, byte[] plain) {
        byte[] sealed = key.seal(nonce, plain, bound(eventId, part, key));
        return new Payload(
                eventId,
                part,
                ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    Optional<byte[]> open(DataKey key) {
        return key.open(
                Arrays.copyOf(bytes, DataKey.NONCE),
                Arrays.copyOfRange(bytes, DataKey.NONCE, bytes.length),
                bound(eventId, part, key));
    }

    /** SHA-256 of the bytes as they are kept, 64 hex digits. */
    String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    private static byte[] bound(String eventId, int part, DataKey key) {
        byte[] id = HexFormat.of().parseHex(eventId);
        return ByteBuffer.allocate(LABEL.length + id.length + 1 + 16 + DataKey.COMMITMENT)
                .put(LABEL)
                .put(id)
                .put((byte) part)
                .put(key.refBytes())
                .put(key.commitment())
                .array();
    }
}
