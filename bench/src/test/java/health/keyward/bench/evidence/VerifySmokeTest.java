package health.keyward.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log is written to both sides, the verifier's jar finds it whole, and a ratio comes out; whether it is good is for a real run to say. */
class VerifySmokeTest {
    @Test
    void a_tiny_run_prints_its_line() {
        assertThat(Cpu.isReadable()).as("this test reads CPU times from /proc").isTrue();
        List<String> said = new ArrayList<>();
        Verdict verdict = new VerifyBench().run(root(), 3_000, said::add);
        assertThat(verdict.line()).as(String.join("\n", said)).matches("ratio: [0-9]+\\.[0-9]{3} gate: 1\\.00");
        assertThat(said).anySatisfy(line -> assertThat(line).contains("verify : COPY, time"));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        return here;
    }
}
