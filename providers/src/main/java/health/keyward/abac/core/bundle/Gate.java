package health.keyward.abac.core.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What stands between a bundle and its publication (AB-8): cases that pass, among them a permit and a refusal, and a coverage report of its rules. */
public final class Gate {
    private Gate() {}

    /** Empty for a bundle that may be published. Each sentence says what to do. */
    public static List<String> obstacles(Bundle bundle, List<CaseResult> results) {
        List<String> obstacles = new ArrayList<>();
        if (results.isEmpty()) {
            obstacles.add("The bundle brings no cases. Pack golden/*.json or smoke.json.");
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        if (failed > 0) {
            obstacles.add(failed + " of " + results.size() + " cases are decided otherwise.");
        }
        Coverage coverage = bundle.coverage();
        if (coverage == null) {
            obstacles.add(
                    "The bundle brings no coverage report. Pack the output of opa test --coverage as coverage.json.");
        } else {
            tooLittle(coverage).ifPresent(obstacles::add);
            uncovered(bundle, coverage).ifPresent(obstacles::add);
        }
        return obstacles;
    }

    private static Optional<String> tooLittle(Coverage coverage) {
        return coverage.enough()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Tests cover %.1f %% of the rules; at least %.0f %% are asked for.",
                        coverage.percent(),
                        Coverage.LEAST));
    }

    /** A report about other files says nothing of these rules. */
    private static Optional<String> uncovered(Bundle bundle, Coverage coverage) {
        Set<String> left = new TreeSet<>();
        for (String rule : bundle.rules()) {
            if (coverage.files().stream()
                    .noneMatch(file -> rule.equals(file) || rule.endsWith("/" + file) || file.endsWith("/" + rule))) {
                left.add(rule);
            }
        }
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("The coverage report does not speak of " + String.join(", ", left) + ".");
    }
}
