package health.keyward.bench.decide;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.bench.measure.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decisions are recorded, numbered and decided again, and exactly those turn that were recorded otherwise; how fast is for a real run to say. */
class ReplaySmokeTest {
    @Test
    void a_tiny_run_prints_its_line() {
        List<String> said = new ArrayList<>();
        Verdict verdict = new ReplayBench().run(root(), 3_000, said::add);
        assertThat(verdict.line()).as(String.join("\n", said)).matches("ratio: [0-9]+\\.[0-9]{3} gate: 1\\.00");
        assertThat(said).anySatisfy(line -> assertThat(line).startsWith("3000 decisions in "));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        return here;
    }
}
