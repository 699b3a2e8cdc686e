package health.keyward.local.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void nobody_else_may_read_a_snapshot() throws IOException {
        Path file = at(NOON, "hospital").write(Json.array());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void undo_takes_the_newest_of_this_realm_once() {
        Path old = at(NOON, "hospital").write(Json.array());
        Path young = at(NOON.plus(Duration.ofMinutes(1)), "hospital").write(Json.array());
        at(NOON.plus(Duration.ofMinutes(2)), "clinic").write(Json.array());
        Snapshots snapshots = at(NOON, "hospital");
        assertThat(snapshots.newest()).contains(young);
        snapshots.takenBack(young);
        assertThat(snapshots.newest()).contains(old);
        snapshots.takenBack(old);
        assertThat(snapshots.newest()).isEmpty();
    }

    @Test
    void a_realm_of_the_same_name_on_another_server_is_another_realm() {
        at(NOON, "hospital").write(Json.array());
        assertThat(new Snapshots(
                                folder.resolve("snapshots"), "https://elsewhere.example", "hospital", Clock.systemUTC())
                        .newest())
                .isEmpty();
    }

    private Snapshots at(Instant time, String realm) {
        return new Snapshots(
                folder.resolve("snapshots"),
                "https://id.lindenfield.example",
                realm,
                Clock.fixed(time, ZoneOffset.UTC));
    }
}
