package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.CanonicalHash;
import health.keyward.abac.core.bundle.TrustedKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a bundle with its {@code .signatures.json} (OPA's format): one JWS whose payload lists each file with its hash. Every file has to be listed, and
 * every listed file has to be there as it was signed.
 */
final class SignedFiles {
    private final TrustedKey trusted;

    SignedFiles(TrustedKey trusted) {
        this.trusted = trusted;
    }

    void check(Map<String, byte[]> files) throws BadBundle {
        byte[] signatures = files.get(Bundle.SIGNATURES);
        if (signatures == null) {
            throw bad("The bundle is not signed.");
        }
        Object all = Documents.object(Bundle.SIGNATURES, signatures).get("signatures");
        if (!(all instanceof List<?> list) || list.size() != 1 || !(list.getFirst() instanceof String token)) {
            throw bad("The bundle has to carry exactly one signature.");
        }
        Map<String, String> signed = listed(payload(token));
        for (String name : new TreeSet<>(files.keySet())) {
            if (!name.equals(Bundle.SIGNATURES) && !signed.containsKey(name)) {
                throw bad("The file " + name + " was not signed.");
            }
        }
        for (Map.Entry<String, String> one : signed.entrySet()) {
            byte[] content = files.get(one.getKey());
            if (content == null) {
                throw bad("The file " + one.getKey() + " was signed and is missing.");
            }
            if (!hash(one.getKey(), content).equalsIgnoreCase(one.getValue())) {
                throw bad("The file " + one.getKey() + " is not what was signed.");
            }
        }
    }

    private static String hash(String name, byte[] content) throws BadBundle {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.equals(Bundle.DATA) || last.equals(Bundle.MANIFEST)
                ? CanonicalHash.ofDocument(Documents.read(name, content))
                : CanonicalHash.ofBytes(content);
    }

    private Map<String, @Nullable Object> payload(String token) throws BadBundle {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw bad("The signature is no JWS.");
        }
        byte[] header = decoded(parts[0]);
        byte[] payload = decoded(parts[1]);
        byte[] signature = decoded(parts[2]);
        Map<String, @Nullable Object> said = Documents.object("The header of the signature", header);
        if (!trusted.algorithm().equals(said.get("alg")) || said.containsKey("crit")) {
            throw bad("The signature is not made with " + trusted.algorithm() + ".");
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!trusted.verifies(signed, signature)) {
            throw bad("The signature is not by the key that is trusted.");
        }
        Map<String, @Nullable Object> claims = Documents.object("The payload of the signature", payload);
        Object id = said.get("kid") == null ? claims.get("keyid") : said.get("kid");
        if (trusted.id() != null && !trusted.id().equals(id)) {
            throw bad("The signature names another key than " + trusted.id() + ".");
        }
        return claims;
    }

    private static Map<String, String> listed(Map<String, @Nullable Object> claims) throws BadBundle {
        Map<String, String> hashes = new HashMap<>();
        if (!(claims.get("files") instanceof List<?> files)) {
            throw bad("The signature lists no files.");
        }
        for (Object one : files) {
            boolean known = one instanceof Map<?, ?> file
                    && file.get("name") instanceof String name
                    && file.get("hash") instanceof String hash
                    && "SHA-256".equals(file.get("algorithm"))
                    && hashes.put(name, hash) == null;
            if (!known) {
                throw bad("The signature lists a file in a way that is not understood.");
            }
        }
        return hashes;
    }

    private static byte[] decoded(String part) throws BadBundle {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw bad("The signature is no JWS.");
        }
    }

    private static BadBundle bad(String why) {
        return new BadBundle(Fault.BAD_SIGNATURE, why);
    }
}
