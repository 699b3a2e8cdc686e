package health.keyward.bench.login;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** An authenticator in software that verifies its user without asking: ES256, no attestation, a counter that stays 0 as that of a synced passkey. */
final class Passkey {
    static final String RELYING_PARTY = "localhost";

    private static final byte USER_PRESENT_AND_VERIFIED = 0x05;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] id = new byte[32];
    private final KeyPair keys;

    /** One for each person of the realm. */
    static Map<String, Passkey> ofEverybody() {
        Map<String, Passkey> keys = new HashMap<>();
        for (int number = 0; number < BenchRealm.PEOPLE; number++) {
            keys.put(BenchRealm.person(number), new Passkey());
        }
        return keys;
    }

    Passkey() {
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no P-256", missing);
        }
    }

    /** As Keycloak's admin REST takes a credential of a person. */
    ObjectNode credential() {
        ObjectNode data = JSON.createObjectNode()
                .put("aaguid", "00000000-0000-0000-0000-000000000000")
                .put("credentialId", Base64.getEncoder().encodeToString(id))
                .put("counter", 0)
                .put("credentialPublicKey", URL.encodeToString(coseKey()))
                .put("attestationStatementFormat", "none");
        data.putArray("transports").add("internal");
        return JSON.createObjectNode()
                .put("type", "webauthn-passwordless")
                .put("userLabel", "Passkey")
                .put("secretData", "{}")
                .put("credentialData", data.toString());
    }

    /** The form that a browser sends after {@code navigator.credentials.get} (WebAuthn Level 2, 6.3.3). */
    Map<String, String> answer(String challenge, String origin) {
        byte[] client = JSON.createObjectNode()
                .put("type", "webauthn.get")
                .put("challenge", challenge)
                .put("origin", origin)
                .put("crossOrigin", false)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        byte[] authenticator = ByteBuffer.allocate(37)
                .put(sha256(RELYING_PARTY.getBytes(StandardCharsets.UTF_8)))
                .put(USER_PRESENT_AND_VERIFIED)
                .putInt(0)
                .array();
        return Map.of(
                "clientDataJSON",
                URL.encodeToString(client),
                "authenticatorData",
                URL.encodeToString(authenticator),
                "signature",
                URL.encodeToString(sign(authenticator, sha256(client))),
                "credentialId",
                URL.encodeToString(id),
                "userHandle",
                "",
                "error",
                "");
    }

    /** EC2 key with ES256 on P-256 (RFC 9053 7.1.1). */
    private byte[] coseKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        ByteArrayOutputStream cbor = new ByteArrayOutputStream();
        cbor.writeBytes(new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01});
        cbor.writeBytes(new byte[] {0x21, 0x58, 0x20});
        cbor.writeBytes(coordinate(key.getW().getAffineX()));
        cbor.writeBytes(new byte[] {0x22, 0x58, 0x20});
        cbor.writeBytes(coordinate(key.getW().getAffineY()));
        return cbor.toByteArray();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int used = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - used, fixed, 32 - used, used);
        return fixed;
    }

    private byte[] sign(byte[]... parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            for (byte[] part : parts) {
                signature.update(part);
            }
            return signature.sign();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no ECDSA", missing);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }
}
