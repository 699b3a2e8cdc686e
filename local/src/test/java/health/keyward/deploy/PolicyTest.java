package health.keyward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy, judged by OPA itself. Without an OPA it fails: a policy nobody judged is no policy. */
class PolicyTest {
    private static final Path POLICY = Repository.root().resolve("policy");

    @Test
    void opa_finds_nothing_wrong() throws Exception {
        assertThat(Tool.opa(POLICY, "check", "--strict", "--capabilities", "capabilities.json", "keyward", "system"))
                .isEmpty();
        assertThat(Tool.opa(POLICY, "fmt", "--fail", "--list", "keyward", "system", "tools"))
                .isEmpty();
    }

    @Test
    void what_is_committed_was_made_from_these_sources(@TempDir Path fresh) throws Exception {
        Tool.run(POLICY, POLICY.resolve("build").toString(), fresh.toString());
        for (String file : new String[] {"plan.json", "data.json", ".manifest", "SOURCES.sha256"}) {
            same(
                    fresh.resolve("compiled").resolve(file),
                    POLICY.resolve("compiled").resolve(file));
        }
        same(fresh.resolve("policy.md"), Repository.root().resolve("docs/policy.md"));
    }

    private static void same(Path made, Path committed) throws IOException {
        assertThat(committed).as("run policy/build and commit what it makes").hasSameBinaryContentAs(made);
    }
}
