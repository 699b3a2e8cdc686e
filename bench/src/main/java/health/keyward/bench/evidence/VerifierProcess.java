package health.keyward.bench.evidence;

import health.keyward.bench.measure.Cpu;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The verifier as an auditor runs it: a process of its own, from its start to its exit. */
record VerifierProcess(Path jar, Path export, String vkey) {
    /** @throws IllegalStateException unless the verdict is green */
    Spent run() {
        try {
            Path said = Files.createTempFile("verdict", ".txt");
            try {
                Duration before = Cpu.ofEndedChildren(ProcessHandle.current().pid());
                long start = System.nanoTime();
                Process verifier = new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                int code = verifier.waitFor();
                Duration wall = Duration.ofNanos(System.nanoTime() - start);
                Duration after = Cpu.ofEndedChildren(ProcessHandle.current().pid());
                String verdict = Files.readString(said, StandardCharsets.UTF_8);
                if (code != 0 || !verdict.endsWith("OK\n")) {
                    throw new IllegalStateException("the verifier is not green (exit " + code + "): " + verdict);
                }
                return new Spent(wall, after.minus(before));
            } finally {
                Files.delete(said);
            }
        } catch (IOException failed) {
            throw new IllegalStateException("the verifier cannot be run", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-jar", jar.toString(), "verify", export.toString(), "--key", vkey);
    }
}
