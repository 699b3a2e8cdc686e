package health.keyward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** OPA and Regal, found or built as {@code policy/find-opa} does it; a test that finds none fails with what it says. */
final class Tool {
    /** @param code what the program ended with */
    record Ended(int code, String said) {}

    private Tool() {}

    /** Runs OPA, which must not find anything wrong. */
    static String opa(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, command("opa", arguments));
    }

    static String regal(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, command("regal", arguments));
    }

    /** Runs OPA, whatever comes of it. */
    static Ended tried(Path folder, String... arguments) throws IOException, InterruptedException {
        return ended(folder, command("opa", arguments));
    }

    static String run(Path folder, String... command) throws IOException, InterruptedException {
        Ended ended = ended(folder, command);
        assertThat(ended.code()).as(ended.said()).isZero();
        return ended.said();
    }

    private static String[] command(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        String finder = Repository.root().resolve("policy/find-opa").toString();
        command.add(run(Repository.root(), finder, tool).lines().reduce("", (first, last) -> last));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static Ended ended(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
