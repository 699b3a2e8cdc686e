package health.keyward.audit.keycloak;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * Settings of the write path.
 *
 * @param kekDir folder with the key files {@code kek-N}, the same on every node; required
 * @param spoolDir this node's own folder for what the database refused
 * @param spoolMostBytes from that size of the spool on, administrators may change nothing
 * @param timeServer {@code host} or {@code host:port} of an NTP server; empty: nobody is asked
 */
record WriteOptions(Optional<Path> kekDir, Path spoolDir, long spoolMostBytes, Optional<String> timeServer) {
    static final long SPOOL_MOST_BYTES = 64L << 20;

    static WriteOptions of(Config.Scope config) {
        return new WriteOptions(
                path(config.get("kek-dir")),
                path(config.get("spool-dir")).orElseGet(WriteOptions::dataFolder),
                config.getLong("spool-most-bytes", SPOOL_MOST_BYTES),
                Optional.ofNullable(config.get("ntp-server")).filter(server -> !server.isBlank()));
    }

    private static Optional<Path> path(@Nullable String option) {
        return Optional.ofNullable(option).filter(path -> !path.isBlank()).map(Path::of);
    }

    private static Path dataFolder() {
        return Path.of(System.getProperty("kc.home.dir", "."), "data", "keyward-spool");
    }
}
