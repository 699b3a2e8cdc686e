package health.keyward.verifier.witness;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.note.Cosignatures;
import health.keyward.verifier.note.Vkey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The key of a witness: made once, kept in its folder, readable by its owner alone. */
final class WitnessKey {
    private static final String FILE = "key";
    private static final int RAW = 32;

    private final PrivateKey key;
    private final Vkey vkey;

    private WitnessKey(PrivateKey key, Vkey vkey) {
        this.key = key;
        this.vkey = vkey;
    }

    /** @param name used when the key has to be made; afterwards the key keeps its name */
    static WitnessKey in(Path folder, String name) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file, name);
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 2) {
                throw new Malformed(file + " is not the key of a witness");
            }
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(1))));
            return new WitnessKey(key, Vkey.of(lines.get(0)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Malformed(file + " is not the key of a witness");
        }
    }

    private static void make(Path file, String name) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        Vkey vkey = Vkey.of(name, Vkey.WITNESS, Arrays.copyOfRange(spki, spki.length - RAW, spki.length));
        String text = vkey.text() + "\n"
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n";
        Durable.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    Vkey vkey() {
        return vkey;
    }

    /** A cosignature line with its end. */
    String cosign(String text, long time) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(Cosignatures.message(time, text));
            byte[] bytes = ByteBuffer.allocate(4 + Cosignatures.LENGTH)
                    .putInt(vkey.id())
                    .putLong(time)
                    .put(signature.sign())
                    .array();
            return "— " + vkey.name() + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the checkpoint could not be cosigned", e);
        }
    }
}
