package health.keyward.bench.login;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Verdict;
import health.keyward.local.house.Part;
import health.keyward.local.house.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        servers = TwoServers.start(
                root(), plain -> plain.withParts(Set.of(Part.MAIL)), List.of(), new Progress(SAID::add));
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

    @Test
    void four_at_once_break_the_glass_and_a_mail_server_has_what_is_told_of_it() {
        BreakGlassBench.Waits waits =
                BreakGlassBench.waits(root(), servers.pack(), BenchRealm.generated(), 8, SAID::add);
        assertThat(waits.token()).as(String.join("\n", SAID)).isPositive();
        assertThat(waits.notice()).as(String.join("\n", SAID)).isPositive();
        assertThat(servers.pack().mail().messages())
                .as("to the officer and to the person, of each grant of both series")
                .hasSize(32);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        return here;
    }
}
