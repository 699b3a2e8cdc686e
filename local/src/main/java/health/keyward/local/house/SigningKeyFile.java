package health.keyward.local.house;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key that signs the checkpoints of the audit log; made once, as {@code openssl genpkey -algorithm ed25519} would. */
final class SigningKeyFile {
    private SigningKeyFile() {}

    static void make(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            byte[] pkcs8 = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(pkcs8)
                    + "\n-----END PRIVATE KEY-----\n";
            PrivateFiles.write(file, pem.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Ed25519 is part of every Java platform", e);
        }
    }
}
