package health.keyward.audit.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** An Ed25519 key that signs checkpoints. It comes from a file or a keystore and never from the database (AL-2). */
public final class SigningKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey key;
    private final Vkey vkey;

    /** @throws IllegalArgumentException when the two are no Ed25519 keys or do not belong together */
    public SigningKey(String name, PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.vkey = Vkey.of(name, publicKey);
        String trial = name + "\n";
        if (!vkey.signed(new SignedNote(trial, List.of(sign(trial))))) {
            throw new IllegalArgumentException(
                    "the private key that signs checkpoints does not belong to its public key");
        }
    }

    /**
     * Reads a key as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws IllegalArgumentException when it is something else; the message never shows any of it
     */
    public static SigningKey ofPem(String name, String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("there is no PKCS#8 private key in PEM form in it");
        }
        try {
            byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new SigningKey(name, key, publicKeyOf(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key in it is no Ed25519 key");
        }
    }

    /** A key file holds the seed alone. Java makes a public key only together with a private one, so it is made again from the same seed. */
    private static PublicKey publicKeyOf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = key instanceof EdECPrivateKey ed ? ed.getBytes().orElse(new byte[0]) : new byte[0];
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        return generator.generateKeyPair().getPublic();
    }

    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        private Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("the public key of the signing key cannot be made here");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }

    public Vkey vkey() {
        return vkey;
    }

    /** Deterministic: the same text gives the same line. */
    public SignedNote.Line sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] id = vkey.id();
            return new SignedNote.Line(
                    vkey.name(),
                    ByteBuffer.allocate(id.length + signed.length)
                            .put(id)
                            .put(signed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the checkpoint could not be signed", e);
        }
    }
}
