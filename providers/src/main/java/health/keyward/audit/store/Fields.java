package health.keyward.audit.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.audit.core.Sorted;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a part as bytes: a JSON object, or, where documents are among them, {@code 0x02}, the length of the JSON object of all others, that object, and each
 * document as it is (ADR 20). A text within JSON would have every quotation mark of a document escaped as it is written, and undone as it is read.
 */
final class Fields {
    /** The first byte; no JSON object begins with it. */
    private static final byte MARK = 2;

    private Fields() {}

    static byte[] bytes(Map<String, Object> fields) {
        Map<String, Object> others = new LinkedHashMap<>(fields);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        int length = 1 + Integer.BYTES;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (field.getValue() instanceof Sorted.Document(String text)) {
                byte[] document = text.getBytes(StandardCharsets.UTF_8);
                documents.put(field.getKey(), document);
                others.remove(field.getKey());
                length += 1 + field.getKey().length() + Integer.BYTES + document.length;
            }
        }
        byte[] json = Json.bytes(others);
        if (documents.isEmpty()) {
            return json;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length + json.length)
                .put(MARK)
                .putInt(json.length)
                .put(json);
        documents.forEach((name, document) -> bytes.put((byte) name.length())
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(document.length)
                .put(document));
        return bytes.array();
    }

    /**
     * @param without those that nobody needs; they are left out
     * @throws IOException when it is neither form
     */
    static ObjectNode read(byte[] bytes, Set<String> without) throws IOException {
        if (bytes.length == 0 || bytes[0] != MARK) {
            return Leaf.object(bytes, without);
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
            ObjectNode tree = Leaf.object(SealedEntry.next(in, in.getInt()), without);
            while (in.hasRemaining()) {
                String name = new String(SealedEntry.next(in, Byte.toUnsignedInt(in.get())), StandardCharsets.US_ASCII);
                int length = in.getInt();
                if (without.contains(name)) {
                    in.position(Math.addExact(in.position(), length));
                } else {
                    tree.put(name, new String(SealedEntry.next(in, length), StandardCharsets.UTF_8));
                }
            }
            return tree;
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException tooShort) {
            throw new IOException("a part that ends too early", tooShort);
        }
    }
}
