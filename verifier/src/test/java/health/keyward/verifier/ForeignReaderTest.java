package health.keyward.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout that is verified here is the one others read: Go's log library accepts the same files, and refuses them when they were changed. */
class ForeignReaderTest {
    private static final TestKey KEY = TestKey.ofLog(TestLog.ORIGIN);

    @TempDir
    private Path folder;

    @Test
    void another_implementation_accepts_the_same_export() throws Exception {
        assumeTrue(go(), "no foreign reader: there is no go on the PATH");
        TestLog log = new TestLog(Scribe.of(700).entries, KEY);
        Path export = log.export(folder);
        assertThat(read(export)).isEqualTo("a foreign reader accepts 700 entries\n");
        log.entries.get(300)[30] ^= 1;
        log.bundles(export);
        assertThat(read(export)).isEqualTo("entry 300 is not what its tile says\n");
    }

    private static String read(Path export) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("go", "run", ".", export.toString(), KEY.vkey())
                .directory(Path.of("src/test/go").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CGO_ENABLED", "0");
        builder.environment().put("GOFLAGS", "-mod=readonly -buildvcs=false");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static boolean go() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(on -> Files.isExecutable(Path.of(on, "go")));
    }
}
