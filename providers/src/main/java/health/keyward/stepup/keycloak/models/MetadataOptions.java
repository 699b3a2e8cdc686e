package health.keyward.stepup.keycloak.models;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * Where metadata come from, and whom they are believed. Options {@code mds-root} (file with the trust root; without it nothing is believed),
 * {@code mds-signer} (DNS name of who signs, usually {@code mds.fidoalliance.org}), {@code mds-file}, {@code mds-url} (both off).
 */
record MetadataOptions(
        TrustRoots roots, @Nullable Path file, @Nullable URI url) {
    private static final String FIDO = "mds.fidoalliance.org";
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    static final MetadataOptions NONE = new MetadataOptions(TrustRoots.NONE, null, null);

    MetadataOptions {
        if (url != null && !"https".equals(url.getScheme())) {
            boolean plain = "http".equals(url.getScheme()) && HERE.contains(String.valueOf(url.getHost()));
            if (!plain) {
                throw new IllegalArgumentException("metadata are fetched by https, or by http on this machine alone");
            }
        }
    }

    static MetadataOptions of(Config.Scope config) {
        String root = config.get("mds-root");
        String file = config.get("mds-file");
        String url = config.get("mds-url");
        String signer = config.get("mds-signer", FIDO);
        return new MetadataOptions(
                root == null || root.isBlank() ? TrustRoots.NONE : TrustRoots.in(Path.of(root), signer),
                file == null || file.isBlank() ? null : Path.of(file),
                url == null || url.isBlank() ? null : URI.create(url));
    }
}
