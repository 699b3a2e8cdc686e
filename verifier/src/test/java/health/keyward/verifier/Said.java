package health.keyward.verifier;

import health.keyward.verifier.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the program said, and with which exit code. */
record Said(int code, String out, String err, Map<String, Object> json) {
    static final Instant NOW = Scribe.BEGIN.plusSeconds(100_000);

    /** Runs the program as from the command line, and reads its JSON report where it wrote one. */
    static Said of(Object... words) {
        return at(NOW, words);
    }

    static Said at(Instant now, Object... words) {
        try {
            Path report = Files.createTempFile("report", ".json");
            List<String> line = new ArrayList<>();
            for (Object word : words) {
                line.add(word.toString());
            }
            boolean verify = line.getFirst().equals("verify");
            if (verify) {
                line.add("--json");
                line.add(report.toString());
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Main.run(line, new PrintStream(out), new PrintStream(err), Clock.fixed(now, ZoneOffset.UTC));
            byte[] json = Files.readAllBytes(report);
            Files.delete(report);
            return new Said(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8),
                    json.length > 0 ? JsonReader.map(json) : Map.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code CLASS@seq}, or {@code OK}. */
    String verdict() {
        return json.containsKey("class") ? json.get("class") + "@" + json.getOrDefault("firstBadSeq", "-") : "OK";
    }
}
