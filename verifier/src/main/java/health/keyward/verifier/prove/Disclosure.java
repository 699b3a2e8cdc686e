package health.keyward.verifier.prove;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.json.JsonReader;
import health.keyward.verifier.log.EntryBytes;
import health.keyward.verifier.tree.TreeHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Data keys somebody disclosed: {@code {"keys":[{"subjectRef":"<32 hex digits>","key":"<base64 of 32 bytes>"}]}}. */
final class Disclosure {
    private static final byte[] COMMIT = "kw-dek".getBytes(StandardCharsets.US_ASCII);
    private static final int COMMITTED = 16;

    private final Map<String, byte[]> keys = new HashMap<>();

    /** What a disclosed key makes of a part. */
    sealed interface Opened {
        record Text(String json) implements Opened {}

        /** The key is not the one the entry commits to, or the part was not sealed with it. */
        record Mismatch() implements Opened {}
    }

    static Disclosure none() {
        return new Disclosure();
    }

    static Disclosure of(byte[] json) {
        Disclosure disclosure = new Disclosure();
        if (!(JsonReader.map(json).get("keys") instanceof List<?> list)) {
            throw new Malformed("a disclosure without keys");
        }
        for (Object one : list) {
            if (!(one instanceof Map<?, ?> key
                    && key.get("subjectRef") instanceof String ref
                    && key.get("key") instanceof String text)) {
                throw new Malformed("a disclosed key needs subjectRef and key");
            }
            disclosure.keys.put(
                    ref.replace("-", "").toLowerCase(Locale.ROOT),
                    Base64.getDecoder().decode(text));
        }
        return disclosure;
    }

    /** @return empty when no key of that person was disclosed */
    Optional<Opened> open(EntryBytes entry, int index) {
        EntryBytes.Part part = entry.parts().get(index);
        byte[] key = keys.get(part.subject());
        return key == null ? Optional.empty() : Optional.of(open(entry, index, part, key));
    }

    private static Opened open(EntryBytes entry, int index, EntryBytes.Part part, byte[] key) {
        byte[] committed = TreeHash.sha256(ByteBuffer.allocate(COMMIT.length + key.length)
                .put(COMMIT)
                .put(key)
                .array());
        if (!Arrays.equals(Arrays.copyOf(committed, COMMITTED), part.keyCommit())) {
            return new Opened.Mismatch();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, part.nonce()));
            cipher.updateAAD(entry.plain());
            cipher.updateAAD(new byte[] {(byte) index});
            cipher.updateAAD(part.subjectRef());
            cipher.updateAAD(part.keyCommit());
            return new Opened.Text(new String(cipher.doFinal(part.sealed()), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return new Opened.Mismatch();
        }
    }
}
