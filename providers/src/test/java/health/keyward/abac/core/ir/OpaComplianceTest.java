package health.keyward.abac.core.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.keyward.abac.keycloak.engine.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * OPA's own test cases in compiled form, where they lie beside the repository ({@code -Dkeyward.opa-compliance} for another place). What fails and what
 * needs functions that the engine has not is compared with a list that may only get shorter.
 */
class OpaComplianceTest {
    private static final String BASELINE = "compliance-baseline.txt";
    private static final Values.Limit LARGE = new Values.Limit(500, Integer.MAX_VALUE);

    private enum Outcome {
        PASSED,
        FAILED,
        NOT_ATTEMPTED
    }

    @Test
    void opas_own_cases_come_out_as_listed() throws IOException {
        Path folder = folder();
        boolean there = Files.isDirectory(folder.resolve("v1"));
        if (!there) {
            System.out.println("OPA compliance cases: not at " + folder + ", skipped");
        }
        assumeTrue(there, "no OPA compliance cases beside the repository");

        Map<String, Outcome> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("v1"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                String name = folder.resolve("v1").relativize(file).toString().replace('\\', '/');
                List<?> cases =
                        (List<?>) JsonValues.object(Files.readAllBytes(file)).get("cases");
                for (Object one : cases) {
                    Map<?, ?> test = (Map<?, ?>) one;
                    String full = name + " " + test.get("note");
                    String once = full;
                    for (int i = 2; found.containsKey(once); i++) {
                        once = full + " (" + i + ")";
                    }
                    found.put(once, outcome(test));
                }
            }
        }
        System.out.printf(
                "OPA compliance cases: %d passed, %d failed, %d not attempted%n",
                count(found, Outcome.PASSED), count(found, Outcome.FAILED), count(found, Outcome.NOT_ATTEMPTED));
        Set<String> lines = new TreeSet<>();
        found.forEach((name, outcome) -> {
            if (outcome != Outcome.PASSED) {
                lines.add((outcome == Outcome.FAILED ? "failed " : "not attempted ") + name);
            }
        });
        if (System.getProperty("keyward.opa-compliance.write") != null) {
            Files.write(Path.of(System.getProperty("keyward.opa-compliance.write")), lines);
        }
        Set<String> listed = new TreeSet<>(baseline());
        assertThat(found).as("cases").hasSizeGreaterThan(900);
        assertThat(lines)
                .as("worse than listed")
                .allSatisfy(line -> assertThat(listed).contains(line));
        assertThat(listed)
                .as("better than listed: take these lines out of " + BASELINE)
                .allSatisfy(line -> assertThat(lines).contains(line));
    }

    private static long count(Map<String, Outcome> found, Outcome outcome) {
        return found.values().stream().filter(outcome::equals).count();
    }

    private static Path folder() {
        String given = System.getProperty("keyward.opa-compliance");
        return given != null
                ? Path.of(given)
                : root().resolve("../shared/data/opa-compliance").normalize();
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("policy/find-opa"))) {
            at = at.getParent();
        }
        return at == null ? Path.of("").toAbsolutePath() : at;
    }

    private static List<String> baseline() throws IOException {
        try (var in = OpaComplianceTest.class.getResourceAsStream(BASELINE)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList();
        }
    }

    private static Outcome outcome(Map<?, ?> test) {
        Map<?, ?> plan = (Map<?, ?>) test.get("plan");
        if (!Compiler.missing(plan).isEmpty()) {
            return Outcome.NOT_ATTEMPTED;
        }
        boolean wantsError = test.get("want_error_code") != null || test.get("want_error") != null;
        try {
            Object got = run(test, plan);
            Object want = Values.in(test.get("want_plan_result"), LARGE);
            boolean sorted = Boolean.TRUE.equals(test.get("sort_bindings"));
            return !wantsError && comparable(got, sorted).equals(comparable(want, sorted))
                    ? Outcome.PASSED
                    : Outcome.FAILED;
        } catch (Stop e) {
            return wantsError ? Outcome.PASSED : Outcome.FAILED;
        } catch (RuntimeException e) {
            return Outcome.FAILED;
        }
    }

    private static Object run(Map<?, ?> test, Map<?, ?> plan) {
        Program program = Compiler.compile(plan);
        Object data = Values.in(test.containsKey("data") ? test.get("data") : Map.of(), LARGE);
        Object input = null;
        if (test.containsKey("input")) {
            input = Values.in(test.get("input"), LARGE);
        } else if (test.get("input_term") instanceof String term) {
            input = Terms.read(term);
        }
        boolean strict = Boolean.TRUE.equals(test.get("strict_error"));
        Run run = new Run(
                System::nanoTime,
                System.nanoTime() + 10_000_000_000L,
                20_000_000,
                strict,
                program.functions(),
                program.sites());
        return program.run("eval", input, data, run);
    }

    /** Result sets in order, sets as arrays; where it is asked for, arrays that are bound directly in order too. */
    private static Object comparable(Object results, boolean sortBindings) {
        Object plain = Values.in(Values.out(results), LARGE);
        if (!(plain instanceof Arr array)) {
            return plain;
        }
        Object[] items = array.copy();
        for (int i = 0; sortBindings && i < items.length; i++) {
            if (items[i] instanceof Obj bindings) {
                Obj made = new Obj();
                for (Object key : bindings.sorted()) {
                    made.put(key, ordered(bindings.get(key)));
                }
                items[i] = made;
            }
        }
        Arrays.sort(items, Order::compare);
        return Arr.of(items);
    }

    private static Object ordered(Object value) {
        if (!(value instanceof Arr array)) {
            return value;
        }
        Object[] items = array.copy();
        Arrays.sort(items, Order::compare);
        return Arr.of(items);
    }
}
