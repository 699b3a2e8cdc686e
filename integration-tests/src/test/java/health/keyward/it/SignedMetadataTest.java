package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The metadata of the decision point, signed by the realm (AuthZEN 1.0, 9.1). */
class SignedMetadataTest {
    @Test
    void the_metadata_are_signed_by_the_key_of_the_realm_that_they_are_about() throws Exception {
        URI issuer = Ward.house().issuer();
        ObjectNode metadata =
                (ObjectNode) Admin.json(Http.get(URI.create(issuer + "/.well-known/authzen-configuration"), ""));
        String[] parts = metadata.remove("signed_metadata").asText().split("\\.");
        JsonNode header = json(parts[0]);
        ObjectNode claims = (ObjectNode) json(parts[1]);
        assertThat(claims.remove("iss").asText()).isEqualTo(issuer.toString());
        assertThat(claims.remove("iat").asLong()).isPositive();
        assertThat((JsonNode) claims).isEqualTo(metadata);
        assertThat(header.path("alg").asText()).isEqualTo("RS256");
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        assertThat(holds(key(issuer, header.path("kid").asText()), signed, parts[2]))
                .isTrue();
        signed[signed.length - 2] ^= 1;
        assertThat(holds(key(issuer, header.path("kid").asText()), signed, parts[2]))
                .isFalse();
    }

    private static boolean holds(PublicKey key, byte[] signed, String signature) throws Exception {
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(key);
        check.update(signed);
        return check.verify(Base64.getUrlDecoder().decode(signature));
    }

    private static PublicKey key(URI issuer, String kid) throws Exception {
        for (JsonNode key : Admin.json(Http.get(URI.create(issuer + "/protocol/openid-connect/certs"), ""))
                .path("keys")) {
            if (key.path("kid").asText().equals(kid)) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
            }
        }
        throw new AssertionError("the realm has no key " + kid);
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
    }

    private static JsonNode json(String part) throws Exception {
        return Admin.JSON.readTree(Base64.getUrlDecoder().decode(part));
    }
}
