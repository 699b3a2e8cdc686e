package health.keyward.bench.login;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.bench.measure.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both sides find the same people and disable them all while others sign in; whether the ratios are good is for a real run to say. */
class InactivitySmokeTest {
    @Test
    void ten_thousand_people_are_looked_at_and_a_tenth_disabled_by_both() {
        List<String> said = new ArrayList<>();
        Verdict verdict = new InactivityBench().run(root(), true, said::add);
        String all = String.join("\n", said);
        assertThat(verdict.line()).as(all).matches("ratio: [0-9]+\\.[0-9]{3} gate: 1\\.00");
        assertThat(all)
                .contains("find, last event of each : Keyward", "apply, time", "apply, CPU a person")
                .containsPattern("while Keyward disables: [1-9][0-9]* sign-ins")
                .containsPattern("while Workflows disable: [1-9][0-9]* sign-ins");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        return here;
    }
}
