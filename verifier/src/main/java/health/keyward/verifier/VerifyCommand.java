package health.keyward.verifier;

import health.keyward.verifier.check.Question;
import health.keyward.verifier.check.Report;
import health.keyward.verifier.check.Verification;
import health.keyward.verifier.json.JsonText;
import health.keyward.verifier.note.Policy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code verify EXPORT}: the whole log. */
final class VerifyCommand {
    private static final Set<String> VALUED =
            Set.of("--key", "--witness", "--policy", "--anchors", "--since", "--max-age", "--json");
    private static final Set<String> FLAGS = Set.of("--projection");

    private VerifyCommand() {}

    static int run(List<String> rest, PrintStream out, Clock clock) throws IOException {
        Words words = new Words(rest, VALUED, FLAGS);
        Policy policy = words.policy();
        Question question = new Question(
                words.file("export: a directory or a ZIP file"),
                words.logKeys(policy),
                policy,
                words.path("--anchors").orElse(null),
                words.path("--since").orElse(null),
                words.has("--projection"),
                words.one("--max-age").map(VerifyCommand::duration).orElse(null));
        Report report = new Verification(question, clock).run();
        Optional<String> json = words.one("--json");
        boolean toOut = json.filter("-"::equals).isPresent();
        if (json.isPresent() && !toOut) {
            Files.writeString(Path.of(json.get()), JsonText.of(report.json()));
        }
        out.print(toOut ? JsonText.of(report.json()) : report.text());
        return report.exitCode();
    }

    private static Duration duration(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            return Duration.parse(upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper);
        } catch (DateTimeParseException e) {
            throw new Usage("no duration: " + text + " (for example 15m, 24h, 2d)");
        }
    }
}
