package health.keyward.bench.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both servers start, people sign in to both, and a ratio comes out; whether it is good is for a real run to say. */
class LoginSmokeTest {
    @Test
    void a_tiny_run_prints_its_line() {
        assumeTrue(Cpu.isReadable(), "no /proc on this system");
        List<String> said = new ArrayList<>();
        Verdict verdict = new LoginBench().run(root(), true, said::add);
        assertThat(verdict.line()).as(String.join("\n", said)).matches("ratio: [0-9]+\\.[0-9]{3} gate: 1\\.05");
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
