package health.keyward.bench.login;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.bench.measure.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every sign-in on one side is decided by policy and none on the other, and their statements are counted; what that costs is for a real run to say. */
class GateSmokeTest {
    @Test
    void a_decision_is_one_more_row_of_the_inbox_and_what_else_it_asks_is_counted() {
        List<String> said = new ArrayList<>();
        Verdict verdict = new GateBench().run(root(), true, said::add);
        String all = String.join("\n", said);
        assertThat(verdict.line()).as(all).matches("ratio: -?[0-9]+\\.[0-9]{3} gate: 1\\.20");
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(said)
                .anyMatch(line -> line.startsWith("statements more for a sign-in"))
                .anyMatch(line -> line.startsWith("+1 a sign-in: INSERT INTO kw_audit_inbox"));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        return here;
    }
}
