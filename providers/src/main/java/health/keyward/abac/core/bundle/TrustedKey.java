package health.keyward.abac.core.bundle;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The key bundles are signed with. Which algorithm counts follows from the key, never from what a bundle says.
 *
 * @param id what a bundle has to name; null when any name will do
 */
public record TrustedKey(PublicKey key, @Nullable String id) {
    private static final int SMALLEST_RSA = 2048;
    private static final int P256 = 256;

    /**
     * @param pem a public key, {@code BEGIN PUBLIC KEY}: RSA of 2048 bits or more, or P-256
     * @throws IllegalArgumentException for anything else
     */
    public static TrustedKey of(String pem, @Nullable String id) {
        String body = pem.strip();
        if (!body.startsWith("-----BEGIN PUBLIC KEY-----") || !body.endsWith("-----END PUBLIC KEY-----")) {
            throw new IllegalArgumentException("the key of policy bundles is a PEM file with one public key");
        }
        body = body.substring(26, body.length() - 24).replaceAll("\\s", "");
        X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(body));
        for (String kind : new String[] {"RSA", "EC"}) {
            try {
                PublicKey key = KeyFactory.getInstance(kind).generatePublic(spec);
                if (strong(key)) {
                    return new TrustedKey(key, id);
                }
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        throw new IllegalArgumentException("the key of policy bundles is RSA of 2048 bits or more, or P-256");
    }

    private static boolean strong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= SMALLEST_RSA;
            case ECPublicKey ec -> {
                BigInteger order = ec.getParams().getOrder();
                yield order.bitLength() == P256;
            }
            default -> false;
        };
    }

    /** As a JWS header says it. */
    public String algorithm() {
        return key instanceof RSAPublicKey ? "RS256" : "ES256";
    }

    /** @param signature as a JWS has it: for ES256 both numbers, one after the other */
    public boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature check = Signature.getInstance(
                    key instanceof RSAPublicKey ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
