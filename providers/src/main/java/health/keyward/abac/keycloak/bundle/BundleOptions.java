package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.bundle.TrustedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * Where the bundle of the installation comes from. Options {@code bundle-url} (needs {@code bundle-key}), {@code bundle-token-file}, {@code bundle-file},
 * {@code bundle-key}, {@code bundle-key-id}, {@code bundle-interval-seconds} (60) and {@code bundle-stale-seconds} (3600). Without address and file it is the one
 * Keyward is delivered with.
 *
 * @param key once there is one, nothing unsigned is taken, handed in bundles included
 * @param stale how long a bundle of the address is believed after it was last confirmed
 */
record BundleOptions(
        @Nullable URI url,
        @Nullable Path tokenFile,
        @Nullable Path file,
        @Nullable TrustedKey key,
        Duration interval,
        Duration stale) {
    private static final String OPTION = "--spi-keyward-room--abac--bundle-";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    static final BundleOptions USUAL =
            new BundleOptions(null, null, null, null, Duration.ofMinutes(1), Duration.ofHours(1));

    BundleOptions {
        if (url != null && !"https".equals(url.getScheme())) {
            boolean plain = "http".equals(url.getScheme()) && HERE.contains(String.valueOf(url.getHost()));
            if (!plain) {
                throw new IllegalArgumentException(
                        OPTION + "url: bundles are fetched by https, or by http on this machine alone");
            }
        }
        if (url != null && key == null) {
            throw new IllegalArgumentException(
                    OPTION + "url needs " + OPTION + "key: what is fetched has to be signed");
        }
        if (url != null && file != null) {
            throw new IllegalArgumentException("set " + OPTION + "url or " + OPTION + "file, not both");
        }
        if (interval.compareTo(SHORTEST) < 0 || stale.compareTo(interval) <= 0) {
            throw new IllegalArgumentException(
                    OPTION + "interval-seconds is 1 or more, " + OPTION + "stale-seconds is more than that");
        }
    }

    static BundleOptions of(Config.Scope config) {
        Path key = path(config, "bundle-key");
        String url = config.get("bundle-url");
        return new BundleOptions(
                url == null || url.isBlank() ? null : URI.create(url),
                path(config, "bundle-token-file"),
                path(config, "bundle-file"),
                key == null ? null : TrustedKey.of(text(key), config.get("bundle-key-id")),
                Duration.ofSeconds(config.getInt("bundle-interval-seconds", (int) USUAL.interval.toSeconds())),
                Duration.ofSeconds(config.getInt("bundle-stale-seconds", (int) USUAL.stale.toSeconds())));
    }

    private static @Nullable Path path(Config.Scope config, String option) {
        String path = config.get(option);
        return path == null || path.isBlank() ? null : Path.of(path);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be read", e);
        }
    }
}
