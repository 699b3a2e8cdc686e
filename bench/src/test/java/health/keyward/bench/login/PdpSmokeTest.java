package health.keyward.bench.login;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.bench.measure.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both decision points and OPA answer, and a ratio comes out; whether it is good is for a real run to say. */
class PdpSmokeTest {
    @Test
    void a_tiny_run_prints_its_line() {
        List<String> said = new ArrayList<>();
        Verdict verdict = new PdpBench().run(root(), true, said::add);
        assertThat(verdict.line()).as(String.join("\n", said)).matches("ratio: [0-9]+\\.[0-9]{3} gate: 1\\.0+");
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(said).anyMatch(line -> line.startsWith("OPA's own HTTP API"));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        return here;
    }
}
