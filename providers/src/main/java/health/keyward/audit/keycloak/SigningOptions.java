package health.keyward.audit.keycloak;

import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SigningKey;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * Name of the log and the keys that sign it, from the options {@code origin}, {@code signing-key-file} (PKCS#8, PEM) or {@code signing-keystore-file},
 * {@code signing-keystore-password-file} and {@code signing-keystore-alias}; while keys change, the one before from {@code previous-signing-key-file} or
 * {@code previous-signing-keystore-alias}. Never from the database (AL-2).
 *
 * @param keys the current one first, at least one
 * @param evidenceRealm name of the realm whose system administrators may read the whole log, from {@code evidence-realm}; empty for nobody
 * @param every longest wait of something new for its signature, when there is little of it
 */
record SigningOptions(Origin origin, List<SigningKey> keys, Duration every, String evidenceRealm) {
    static final String MISSING =
            "Keyward needs --spi-keyward-room--audit--signing-key-file=PATH (an Ed25519 key, PKCS#8 in PEM form, the"
                    + " same on every node) or --spi-keyward-room--audit--signing-keystore-file=PATH, and"
                    + " --spi-keyward-room--audit--origin=NAME (such as audit.example.org/keyward)";

    /** Null when one of the two required options is missing; that is said when the server starts, not when it is built. */
    static @Nullable SigningOptions of(Config.Scope config) {
        String name = config.get("origin");
        if (name == null) {
            return null;
        }
        Origin origin = new Origin(name);
        List<SigningKey> keys = new ArrayList<>();
        add(keys, origin, config.get("signing-key-file"));
        String store = config.get("signing-keystore-file");
        if (store != null) {
            KeyStore open = open(store, config.get("signing-keystore-password-file"));
            String password = config.get("signing-keystore-password-file");
            add(keys, origin, open, password, config.get("signing-keystore-alias", "keyward"));
            add(keys, origin, open, password, config.get("previous-signing-keystore-alias"));
        }
        if (keys.isEmpty()) {
            return null;
        }
        add(keys, origin, config.get("previous-signing-key-file"));
        int seconds = Math.clamp(config.getInt("checkpoint-every-seconds", 10), 1, 300);
        return new SigningOptions(
                origin, List.copyOf(keys), Duration.ofSeconds(seconds), config.get("evidence-realm", ""));
    }

    private static void add(List<SigningKey> keys, Origin origin, @Nullable String file) {
        if (file == null) {
            return;
        }
        try {
            keys.add(SigningKey.ofPem(origin.name(), Files.readString(Path.of(file), StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new IllegalStateException("the key file that signs checkpoints cannot be read: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " does not hold a key that signs checkpoints: " + e.getMessage(), e);
        }
    }

    private static KeyStore open(String file, @Nullable String passwordFile) {
        try {
            return KeyStore.getInstance(new File(file), password(passwordFile));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the keystore that signs checkpoints cannot be opened: " + file, e);
        }
    }

    private static void add(
            List<SigningKey> keys,
            Origin origin,
            KeyStore store,
            @Nullable String passwordFile,
            @Nullable String alias) {
        if (alias == null) {
            return;
        }
        try {
            if (!(store.getKey(alias, password(passwordFile)) instanceof PrivateKey key)) {
                throw new IllegalStateException(
                        "the keystore that signs checkpoints has no private key named " + alias);
            }
            keys.add(new SigningKey(
                    origin.name(), key, store.getCertificate(alias).getPublicKey()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the key " + alias + " that signs checkpoints cannot be opened", e);
        }
    }

    private static char[] password(@Nullable String file) throws IOException {
        return file == null
                ? new char[0]
                : Files.readString(Path.of(file), StandardCharsets.UTF_8)
                        .strip()
                        .toCharArray();
    }
}
