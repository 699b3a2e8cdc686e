package health.keyward.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process holds: live objects after a full collection, and pages resident in memory.
 *
 * @param live bytes
 * @param resident bytes
 */
public record Memory(long live, long resident) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    /** Asks with {@code jcmd} of this JDK; counting the classes forces the collection. */
    public static Memory of(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String histogram = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            asked.waitFor();
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
            return new Memory(number(TOTAL, histogram), number(RESIDENT, status) * 1024);
        } catch (IOException failed) {
            throw new IllegalStateException("the memory of process " + pid + " cannot be read", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    public String words() {
        return (live >> 20) + " MiB live, " + (resident >> 20) + " MiB resident";
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no answer to " + pattern);
        }
        return Long.parseLong(matcher.group(1));
    }
}
