package health.keyward.bench.login;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Verdict;
import health.keyward.local.house.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both servers start, people sign in to both, and ratios come out; whether they are good is for a real run to say. */
class LoginSmokeTest {
    private static final List<String> SAID = new ArrayList<>();
    private static TwoServers servers;

    @BeforeAll
    static void twoServers() {
        assertThat(Cpu.isReadable()).as("this test reads CPU times from /proc").isTrue();
        servers = TwoServers.start(root(), new Progress(SAID::add));
    }

    @AfterAll
    static void ends() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void a_tiny_run_prints_its_line() {
        Verdict verdict = LoginBench.compare(servers, true, SAID::add);
        assertThat(verdict.line()).as(String.join("\n", SAID)).matches("ratio: [0-9]+\\.[0-9]{3} gate: 1\\.05");
        assertThat(verdict.exitCode()).isEqualTo(3);
    }

    @Test
    void both_sides_reach_the_level_that_a_passkey_gives() {
        Verdict verdict = StepUpBench.compare(root(), servers, true, SAID::add);
        assertThat(verdict.line()).as(String.join("\n", SAID)).matches("ratio: [0-9]+\\.[0-9]{3} gate: 1\\.08");
        assertThat(verdict.exitCode()).isEqualTo(3);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        return here;
    }
}
