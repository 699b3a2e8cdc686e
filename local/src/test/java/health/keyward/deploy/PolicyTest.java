package health.keyward.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policies, judged by OPA itself: strict check, format, tests, coverage. */
class PolicyTest {
    private static final String PINNED = "1.19.";

    private final Path policy = Repository.root().resolve("policy");

    @Test
    void opa_finds_nothing_wrong() throws Exception {
        judged(policy, 0);
    }

    @Test
    void a_policy_that_lets_everybody_in_is_noticed(@TempDir Path folder) throws Exception {
        Path access = Files.createDirectories(folder.resolve("keyward/access"));
        String rules = Files.readString(policy.resolve("keyward/access/app.rego"));
        assertThat(rules).contains("default allow := false");
        Files.writeString(access.resolve("app.rego"), rules.replace("default allow := false", "default allow := true"));
        Files.copy(policy.resolve("keyward/access/app_test.rego"), access.resolve("app_test.rego"));
        Files.copy(policy.resolve("data.json"), folder.resolve("data.json"));
        judged(folder, 1);
    }

    private void judged(Path folder, int expected) throws IOException, InterruptedException {
        Optional<String> opa = opa();
        if (opa.isPresent()) {
            String rules = folder.resolve("keyward").toString();
            int strict = run(policy, opa.get(), "check", "--strict", rules);
            int format = run(policy, opa.get(), "fmt", "--fail", rules);
            int tests = run(
                    policy,
                    opa.get(),
                    "test",
                    rules,
                    folder.resolve("data.json").toString());
            assertThat(List.of(strict, format, tests == 0 ? 0 : 1)).containsExactly(0, 0, expected);
            return;
        }
        assumeTrue(
                onPath("go").isPresent(),
                "policies are not judged: no KEYWARD_OPA, no opa " + PINNED + "x and no go on the PATH");
        assertThat(run(policy.resolve("check"), "go", "run", ".", folder.toString()))
                .isEqualTo(expected);
    }

    private static Optional<String> opa() throws IOException, InterruptedException {
        String named = System.getenv("KEYWARD_OPA");
        if (named != null && !named.isBlank()) {
            return Optional.of(named);
        }
        Optional<String> found = onPath("opa");
        return found.isPresent() && said(Path.of(""), found.get(), "version").contains("Version: " + PINNED)
                ? found
                : Optional.empty();
    }

    private static Optional<String> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static int run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = start(folder, command);
        System.out.print(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }

    private static String said(Path folder, String... command) throws IOException, InterruptedException {
        Process process = start(folder, command);
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return words;
    }

    private static Process start(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        builder.environment().put("CGO_ENABLED", "0");
        builder.environment().put("GOFLAGS", "-mod=readonly -buildvcs=false");
        return builder.start();
    }
}
