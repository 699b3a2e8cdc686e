package health.keyward.local.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path folder;

    @Test
    void a_service_account_lives_in_the_realm_in_question() {
        Map<String, String> environment =
                Map.of("KEYWARD_ADMIN_CLIENT_ID", "keyward-operator", "KEYWARD_ADMIN_CLIENT_SECRET", "s");
        assertThat(from(environment).login("hospital"))
                .isEqualTo(new Login.Service("hospital", "keyward-operator", "s"));
    }

    @Test
    void a_person_lives_in_the_master_realm() {
        Map<String, String> environment = Map.of("KEYWARD_ADMIN_USER", "ada", "KEYWARD_ADMIN_PASSWORD", "p");
        assertThat(from(environment).login("hospital")).isEqualTo(new Login.Person("master", "ada", "p", ""));
    }

    @Test
    void a_file_wins_over_the_environment_and_must_be_private() throws IOException {
        Path file = folder.resolve("credentials");
        Files.writeString(file, "KEYWARD_ADMIN_CLIENT_ID=from-file\nKEYWARD_ADMIN_CLIENT_SECRET=s\n");
        Map<String, String> environment = Map.of("KEYWARD_ADMIN_CLIENT_ID", "from-environment");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Credentials.of(environment, Optional.of(file), new Prompt.Nobody()))
                .hasMessageContaining("make it 0600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(Credentials.of(environment, Optional.of(file), new Prompt.Nobody())
                        .login("hospital"))
                .isEqualTo(new Login.Service("hospital", "from-file", "s"));
    }

    @Test
    void without_a_terminal_the_message_says_what_to_set() {
        assertThatThrownBy(() -> from(Map.of()).login("hospital")).hasMessageContaining("KEYWARD_ADMIN_CLIENT_ID");
    }

    private static Credentials from(Map<String, String> environment) {
        return Credentials.of(environment, Optional.empty(), new Prompt.Nobody());
    }
}
