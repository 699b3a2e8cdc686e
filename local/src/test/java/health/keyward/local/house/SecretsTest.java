package health.keyward.local.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void only_the_owner_may_read_the_file() throws IOException {
        Secrets.at(file()).token("client.ward-board");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_others_could_read_is_closed_at_the_next_secret() throws IOException {
        Secrets.at(file()).token("one");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        Secrets.at(file()).token("two");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_secret_stays_the_same_between_runs() {
        String first = Secrets.at(file()).password("person.nurse");

        assertThat(Secrets.at(file()).password("person.nurse")).isEqualTo(first);
    }

    @Test
    void two_houses_never_share_a_secret() {
        assertThat(Secrets.at(file()).password("person.nurse"))
                .isNotEqualTo(Secrets.at(folder.resolve("other.json")).password("person.nurse"));
    }

    @Test
    void a_password_is_longer_than_the_policy_asks() {
        assertThat(Secrets.at(file()).password("person.nurse")).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void a_damaged_file_is_named_with_the_way_out() throws IOException {
        Files.writeString(file(), "{\"half\":");

        assertThatThrownBy(() -> Secrets.at(file()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("secrets.json")
                .hasMessageContaining("--reset");
    }

    private Path file() {
        return folder.resolve("secrets.json");
    }
}
