package health.keyward.audit.store;

import health.keyward.audit.Recorded;
import health.keyward.audit.core.DataKey;
import health.keyward.audit.core.DataKeys;
import health.keyward.audit.core.KeyOwner;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.core.Sorted;
import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the bytes of an entry, version 2: what names nobody in the header, the rest sealed under the keys of those it names. */
public final class LeafWriter {
    static final byte VERSION = 2;
    static final int LONGEST = 65_535;
    static final int MOST_PARTS = 3;

    /** Bytes of {@link Fields}; three parts and a header of this length fit into an entry. */
    static final int LONGEST_PIECE = 16_000;

    private final DataKeys keys;
    private final Supplier<byte[]> nonces;

    public LeafWriter(DataKeys keys) {
        this(keys, DataKey::freshNonce);
    }

    LeafWriter(DataKeys keys, Supplier<byte[]> nonces) {
        this.keys = keys;
        this.nonces = nonces;
    }

    /** @throws RuntimeException when a key cannot be had */
    SealedLeaf seal(Recorded recorded, String boot, long nseq) {
        return seal(recorded, Sorted.of(recorded, boot, nseq));
    }

    /**
     * In the order of the rows; keys that are not at hand are asked for together.
     *
     * @throws RuntimeException when a key cannot be had
     */
    List<SealedLeaf> seal(List<Numbered> rows) {
        List<Sorted> sorted = rows.stream()
                .map(row -> Sorted.of(row.recorded(), row.boot(), row.nseq()))
                .toList();
        keys.ready(sorted.stream()
                .flatMap(one -> one.parts().keySet().stream())
                .distinct()
                .toList());
        List<SealedLeaf> sealed = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            sealed.add(seal(rows.get(i).recorded(), sorted.get(i)));
        }
        return sealed;
    }

    private SealedLeaf seal(Recorded recorded, Sorted sorted) {
        Map<String, Object> header = sorted.header();
        Map<KeyOwner, Map<String, Object>> parts = sorted.parts();
        byte[] head = Json.bytes(header);
        if (head.length > LONGEST_PIECE) {
            KeyOwner nobody = new KeyOwner.Month(
                    recorded.realmId(), YearMonth.from(recorded.at().atOffset(ZoneOffset.UTC)));
            parts.computeIfAbsent(nobody, o -> new LinkedHashMap<>()).putAll(takeLongest(header));
            head = Json.bytes(header);
        }
        List<Piece> pieces = new ArrayList<>(parts.size());
        List<Payload> payloads = new ArrayList<>(0);
        for (Map.Entry<KeyOwner, Map<String, Object>> part : parts.entrySet()) {
            DataKey key = keys.of(part.getKey());
            byte[] plain = Fields.bytes(part.getValue());
            if (plain.length > LONGEST_PIECE) {
                byte[] moved = Json.bytes(takeLongest(part.getValue()));
                payloads.add(Payload.sealed(recorded.id(), pieces.size(), key, nonces.get(), moved));
                plain = Fields.bytes(part.getValue());
            }
            pieces.add(new Piece(key, Deflated.of(plain)));
        }
        if (!payloads.isEmpty()) {
            header.put("payloads", payloads.stream().map(LeafWriter::named).toList());
            head = Json.bytes(header);
        }
        return new SealedLeaf(assembled(head, pieces), payloads);
    }

    private record Piece(DataKey key, byte[] plain) {}

    private static Map<String, Object> named(Payload payload) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("part", payload.part());
        named.put("sha256", payload.hash());
        return named;
    }

    private byte[] assembled(byte[] header, List<Piece> pieces) {
        if (pieces.size() > MOST_PARTS) {
            throw new IllegalStateException("an entry names more than it has parts for");
        }
        byte[] before = ByteBuffer.allocate(1 + 4 + header.length + 1)
                .put(VERSION)
                .putInt(header.length)
                .put(header)
                .put((byte) pieces.size())
                .array();
        List<byte[]> bytes = new ArrayList<>(1 + pieces.size());
        bytes.add(before);
        int length = before.length;
        for (int i = 0; i < pieces.size(); i++) {
            byte[] part = part(before, i, pieces.get(i));
            bytes.add(part);
            length += part.length;
        }
        if (length > LONGEST) {
            throw new IllegalStateException("an entry of " + length + " bytes is too long");
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        bytes.forEach(whole::put);
        return whole.array();
    }

    private byte[] part(byte[] before, int index, Piece piece) {
        DataKey key = piece.key();
        byte[] nonce = nonces.get();
        byte[] ref = key.refBytes();
        byte[] commitment = key.commitment();
        byte[] sealed = key.seal(nonce, piece.plain(), before, new byte[] {(byte) index}, ref, commitment);
        return ByteBuffer.allocate(ref.length + commitment.length + nonce.length + 4 + sealed.length)
                .put(ref)
                .put(commitment)
                .put(nonce)
                .putInt(sealed.length)
                .put(sealed)
                .array();
    }

    /** Takes the longest fields out until the rest is short enough. */
    private static Map<String, Object> takeLongest(Map<String, Object> fields) {
        Map<String, Object> taken = new LinkedHashMap<>();
        while (Fields.bytes(fields).length > LONGEST_PIECE) {
            String longest = "";
            int most = -1;
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                int length = Json.bytes(field.getValue()).length;
                if (length > most) {
                    most = length;
                    longest = field.getKey();
                }
            }
            Object value = fields.remove(longest);
            if (value != null) {
                taken.put(longest, value);
            }
        }
        return taken;
    }
}
