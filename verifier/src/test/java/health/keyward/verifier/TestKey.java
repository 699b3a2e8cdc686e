package health.keyward.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key that signs notes, for tests. */
final class TestKey {
    private final String name;
    private final byte type;
    private final KeyPair pair;

    private TestKey(String name, byte type, KeyPair pair) {
        this.name = name;
        this.type = type;
        this.pair = pair;
    }

    static TestKey ofLog(String name) {
        return fresh(name, (byte) 1);
    }

    static TestKey ofWitness(String name) {
        return fresh(name, (byte) 4);
    }

    private static TestKey fresh(String name, byte type) {
        try {
            return new TestKey(
                    name, type, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] typed() {
        byte[] spki = pair.getPublic().getEncoded();
        return ByteBuffer.allocate(33).put(type).put(spki, spki.length - 32, 32).array();
    }

    private byte[] id() {
        return Arrays.copyOf(NaiveTree.hash((name + "\n").getBytes(StandardCharsets.UTF_8), typed()), 4);
    }

    String vkey() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    /** A line of a log's signature, with its end. */
    String line(String text) {
        return "— " + name + " " + base64(id(), sign(text)) + "\n";
    }

    /** A line of a witness, with its end. */
    String cosignature(String text, long time) {
        byte[] at = ByteBuffer.allocate(8).putLong(time).array();
        return "— " + name + " " + base64(id(), at, sign("cosignature/v1\ntime " + time + "\n" + text)) + "\n";
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return Base64.getEncoder().encodeToString(all.array());
    }
}
