package health.keyward.bench.decide;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both engines are asked the whole corpus and say the same, and a ratio comes out; whether it is good is for a real run to say. */
class DecideSmokeTest {
    @Test
    void a_tiny_run_prints_its_line() {
        assertThat(Cpu.isReadable()).as("this test reads CPU times from /proc").isTrue();
        List<String> said = new ArrayList<>();
        Verdict verdict = new DecideBench().run(root(), true, said::add);
        assertThat(verdict.line()).as(String.join("\n", said)).matches("ratio: [0-9]+\\.[0-9]{3} gate: 1\\.00");
        assertThat(said).anySatisfy(line -> assertThat(line).contains("server p50 : embedded p50"));
        assertThat(said).anySatisfy(line -> assertThat(line).contains("opa bench median"));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        return here;
    }
}
