package health.keyward.audit.keycloak;

import health.keyward.audit.core.AllAnchors;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.core.WitnessPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * Where checkpoints are remembered outside the database: the options {@code anchor-directory}, {@code anchor-policy-file} (a C2SP tlog-policy whose
 * witnesses have URLs), {@code anchor-webhook-url} with {@code anchor-webhook-key-file} (AL-3). What is configured and cannot work stops the start;
 * what cannot be reached later never does.
 */
final class AnchorOptions {
    private static final int SHORTEST_KEY = 32;

    private AnchorOptions() {}

    static Anchors of(Config.Scope config, SigningOptions signing, Clock clock) {
        return AllAnchors.of(
                new AllAnchors.Places(
                        directory(config.get("anchor-directory")),
                        policy(config.get("anchor-policy-file")),
                        webhook(config.get("anchor-webhook-url")),
                        key(config.get("anchor-webhook-url"), config.get("anchor-webhook-key-file"))),
                signing.origin(),
                signing.keys().stream().map(SigningKey::vkey).toList(),
                clock);
    }

    private static @Nullable Path directory(@Nullable String folder) {
        if (folder != null && !Files.isDirectory(Path.of(folder))) {
            throw new IllegalStateException("anchor-directory is no directory: " + folder);
        }
        return folder == null ? null : Path.of(folder);
    }

    private static @Nullable WitnessPolicy policy(@Nullable String file) {
        if (file == null) {
            return null;
        }
        try {
            return WitnessPolicy.parse(Files.readString(Path.of(file), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("anchor-policy-file " + file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable URI webhook(@Nullable String address) {
        if (address == null) {
            return null;
        }
        URI url = URI.create(address);
        boolean loopback = "localhost".equals(url.getHost()) || "127.0.0.1".equals(url.getHost());
        if (url.getHost() == null || !("https".equals(url.getScheme()) || loopback && "http".equals(url.getScheme()))) {
            throw new IllegalStateException("anchor-webhook-url has to be an https address");
        }
        return url;
    }

    private static byte @Nullable [] key(@Nullable String url, @Nullable String file) {
        if (url == null) {
            return null;
        }
        if (file == null) {
            throw new IllegalStateException("anchor-webhook-url needs anchor-webhook-key-file");
        }
        try {
            byte[] key = Files.readAllBytes(Path.of(file));
            if (key.length < SHORTEST_KEY) {
                throw new IllegalStateException("anchor-webhook-key-file has fewer than " + SHORTEST_KEY + " bytes");
            }
            return key;
        } catch (IOException e) {
            throw new IllegalStateException("anchor-webhook-key-file cannot be read: " + file, e);
        }
    }
}
