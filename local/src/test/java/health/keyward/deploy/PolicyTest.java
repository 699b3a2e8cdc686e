package health.keyward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy, judged by OPA itself. Without an OPA it fails: a policy nobody judged is no policy. */
class PolicyTest {
    private static final Path POLICY = Repository.root().resolve("policy");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("\"code\": \"([a-z_.]+)\"");
    private static final Pattern NAMED = Pattern.compile("(?m)^#   name: (\\S+)$");
    /** A call under {@code not}, by operator or by name, with an argument that is more than a local variable or a text. */
    private static final Pattern NEGATED_CALL = Pattern.compile(
            "\\bnot +(?:[\\w.\\[\\]]+\\((?![a-z]+(?:, \"\\w+\")?\\))|(?![a-z]+ )\\S+ in |\"\\w+\" in )");

    @Test
    void opa_finds_nothing_wrong() throws Exception {
        assertThat(Tool.opa(POLICY, "check", "--strict", "keyward", "system")).isEmpty();
        assertThat(Tool.opa(
                        POLICY,
                        "check",
                        "--capabilities",
                        "capabilities.json",
                        "--ignore",
                        "*_test.rego",
                        "keyward",
                        "system"))
                .isEmpty();
        assertThat(Tool.opa(
                        POLICY, "check", "--strict", "-s", "schema/input.json", "--ignore", "*_test.rego", "keyward"))
                .isEmpty();
        assertThat(Tool.opa(POLICY, "fmt", "--fail", "--list", "keyward", "system", "tools"))
                .isEmpty();
    }

    @Test
    void regal_finds_nothing_wrong() throws Exception {
        assertThat(Tool.regal(POLICY, "lint", "keyward", "system", "tools")).contains("No violations found");
    }

    @Test
    void every_line_of_every_rule_is_tried() throws Exception {
        JsonNode files = JSON.readTree(
                        tests(POLICY, "--coverage", "--format", "json").said())
                .get("files");
        List<String> missed = new ArrayList<>();
        files.properties().forEach(file -> {
            if (!file.getKey().endsWith("_test.rego")) {
                file.getValue().path("not_covered").forEach(part -> missed.add(file.getKey() + part));
            }
        });
        Set<String> tried = new TreeSet<>();
        files.fieldNames().forEachRemaining(tried::add);
        assertThat(tried)
                .containsAll(shipped().stream()
                        .map(file -> POLICY.relativize(file).toString())
                        .toList());
        assertThat(missed).isEmpty();
    }

    @Test
    void golden_cases_say_what_opa_says() throws Exception {
        String golden = POLICY.resolve("golden.sh").toString();
        assertThat(Tool.run(POLICY, golden, "--check")).isEmpty();
        assertThat(Tool.run(POLICY, golden, "--check", "bench")).isEmpty();
    }

    @Test
    void what_is_committed_was_made_from_these_sources(@TempDir Path fresh) throws Exception {
        Tool.run(POLICY, POLICY.resolve("build").toString(), fresh.toString());
        try (Stream<Path> made = Files.list(fresh.resolve("compiled"));
                Stream<Path> committed = Files.list(POLICY.resolve("compiled"))) {
            assertThat(names(made)).isEqualTo(names(committed)).contains("plan.json", ".manifest", "SOURCES.sha256");
        }
        for (String file : List.of("plan.json", "data.json", "smoke.json", ".manifest", "SOURCES.sha256")) {
            same(
                    fresh.resolve("compiled").resolve(file),
                    POLICY.resolve("compiled").resolve(file));
        }
        same(fresh.resolve("bench.json"), POLICY.resolve("bench/data.json"));
        same(fresh.resolve("policy.md"), Repository.root().resolve("docs/policy.md"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keyward/authz/authz.rego           | default permitted := false                | default permitted := true
            keyward/authz/authz.rego           | count(_standing) == 0                     | count(_standing) >= 0
            keyward/authz/app/app.rego         | default allow := false                    | default allow := true
            keyward/authz/facts/facts.rego     | default data_class := "phi"               | default data_class := "none"
            keyward/authz/network/network.rego | input.context.network.protected == false  | input.context.network.protected == 7
            keyward/authz/lock/lock.rego       | input.context.lock.locked == true         | input.context.lock.locked == 7
            keyward/authz/consent/consent.rego | input.subject.id in directives.denied_subjects | input.subject.id == 7
            system/log/mask.rego               | not input.input.resource.type == "app"    | input.input.resource.type == "app"
            """)
    void a_rule_that_lets_more_in_is_noticed(String file, String rule, String weaker, @TempDir Path folder)
            throws Exception {
        copy(folder, file, text -> {
            assertThat(text).contains(rule);
            return text.replace(rule, weaker);
        });
        assertThat(tests(folder).code()).isNotZero();
    }

    @Test
    void every_reason_has_its_texts() throws Exception {
        Set<String> given = new TreeSet<>();
        Set<String> documented = new TreeSet<>();
        for (Path file : shipped()) {
            String text = Files.readString(file);
            CODE.matcher(text).results().forEach(code -> given.add(code.group(1)));
            assertThat(undocumented(text)).as(file.toString()).isEmpty();
        }
        JsonNode reasons =
                JSON.readTree(POLICY.resolve("compiled/.manifest").toFile()).at("/metadata/reasons");
        reasons.properties().forEach(reason -> {
            documented.add(reason.getKey());
            for (String text : List.of("/user/en", "/user/es", "/admin/en", "/admin/es")) {
                assertThat(reason.getValue().at(text).asText())
                        .as(reason.getKey())
                        .hasSizeGreaterThan(20);
            }
        });
        assertThat(given).hasSizeGreaterThan(50).isEqualTo(documented);
    }

    /** Golden answers are held whole, so a rule that goes away changes the answer that names it. */
    @Test
    void every_reason_is_given_in_a_test() throws Exception {
        StringBuilder said = new StringBuilder();
        try (Stream<Path> golden = Files.walk(POLICY.resolve("golden"));
                Stream<Path> rules = Files.walk(POLICY.resolve("keyward"))) {
            for (Path file : Stream.concat(golden, rules)
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*(_test\\.rego|\\.json)"))
                    .toList()) {
                said.append(Files.readString(file));
            }
        }
        JsonNode reasons =
                JSON.readTree(POLICY.resolve("compiled/.manifest").toFile()).at("/metadata/reasons");
        assertThat(reasons.size()).isGreaterThan(50);
        reasons.fieldNames().forEachRemaining(code -> assertThat(said).as(code).contains("\"" + code + "\""));
    }

    @Test
    void an_undocumented_reason_is_noticed() throws Exception {
        String text = Files.readString(POLICY.resolve("keyward/authz/lock/lock.rego"));
        assertThat(undocumented(text)).isEmpty();
        assertThat(undocumented(text.replace("#   name: lock.stale", "#   name: lock.old")))
                .containsExactly("lock.stale");
        assertThat(undocumented("deny contains {\"code\": \"a.b\"}")).containsExactly("a.b");
    }

    /** OPA finds {@code not f(x)} neither true nor false where x is missing, so a rule that refuses with it keeps silent. */
    @Test
    void nothing_that_may_be_missing_stands_in_a_call_under_not() throws Exception {
        for (Path file : shipped()) {
            assertThat(NEGATED_CALL.matcher(Files.readString(file)).results())
                    .as(file.toString())
                    .isEmpty();
        }
        assertThat(List.of(
                        "not is_array(input.x)",
                        "not f(_x)",
                        "not input.x in {1}",
                        "not _x in {1}",
                        "not \"a\" in input.x",
                        "not g(data.a[input.b])"))
                .allSatisfy(line -> assertThat(line).containsPattern(NEGATED_CALL));
        assertThat(List.of(
                        "not _x", "not input.x == 1", "not f(value)", "not value in {1}", "not contains(text, \"T\")"))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern(NEGATED_CALL));
    }

    @Test
    void what_is_permitted_fits_the_schema() throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(POLICY.resolve("schema/input.json")));
        int permitted = 0;
        try (Stream<Path> files = Files.list(POLICY.resolve("golden"))) {
            for (Path file : files.toList()) {
                for (JsonNode cases : JSON.readTree(file.toFile()).get("golden")) {
                    for (JsonNode one : cases) {
                        if (one.at("/want/decision").asBoolean()) {
                            permitted++;
                            assertThat(schema.validate(one.get("input")))
                                    .as(one.get("name").asText())
                                    .isEmpty();
                        }
                    }
                }
            }
        }
        assertThat(permitted).isGreaterThan(20);
        assertThat(schema.validate(JSON.readTree("{\"subject\": {\"type\": \"robot\"}}")))
                .isNotEmpty();
    }

    @Test
    void the_log_shows_what_the_schema_marks() throws Exception {
        JsonNode schema = JSON.readTree(POLICY.resolve("schema/input.json").toFile());
        JsonNode data =
                JSON.readTree(POLICY.resolve("data/hospital/log/data.json").toFile());
        assertThat(shown(data.get("shown"), ""))
                .isEqualTo(marked(schema, ""))
                .doesNotContain(".resource.properties.patient");
    }

    @Test
    void every_line_of_data_begins_on_a_day() throws Exception {
        List<JsonNode> days =
                JSON.readTree(POLICY.resolve("compiled/data.json").toFile()).findValues("since");
        assertThat(days)
                .hasSizeGreaterThan(50)
                .allSatisfy(day -> assertThat(day.asText()).matches("20\\d\\d-[01]\\d-[0-3]\\d"));
    }

    @Test
    void nothing_a_policy_may_call_depends_on_more_than_the_question() throws Exception {
        JsonNode all =
                JSON.readTree(Tool.opa(POLICY, "capabilities", "--current")).get("builtins");
        JsonNode ours =
                JSON.readTree(POLICY.resolve("capabilities.json").toFile()).get("builtins");
        Set<String> named = new TreeSet<>();
        ours.forEach(builtin -> named.add(builtin.get("name").asText()));
        List<String> unsteady = new ArrayList<>();
        all.forEach(builtin -> {
            if (builtin.path("nondeterministic").asBoolean()
                    && named.contains(builtin.get("name").asText())) {
                unsteady.add(builtin.get("name").asText());
            }
        });
        assertThat(named)
                .contains("net.cidr_contains")
                .noneMatch(name -> name.startsWith("regex") || name.startsWith("http"));
        assertThat(unsteady).isEmpty();
    }

    private static Tool.Ended tests(Path folder, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("test", "--timeout", "300s"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("keyward", "system", "data", "golden"));
        return Tool.tried(folder, arguments.toArray(String[]::new));
    }

    private static void copy(Path folder, String changed, UnaryOperator<String> change) throws IOException {
        for (String part : List.of("keyward", "system", "data", "golden")) {
            try (Stream<Path> files = Files.walk(POLICY.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = POLICY.relativize(file).toString();
                    Path target = folder.resolve(name);
                    Files.createDirectories(target.getParent());
                    String text = Files.readString(file);
                    Files.writeString(target, name.equals(changed) ? change.apply(text) : text);
                }
            }
        }
    }

    private static List<Path> shipped() throws IOException {
        try (Stream<Path> rules =
                Stream.concat(Files.walk(POLICY.resolve("keyward")), Files.walk(POLICY.resolve("system")))) {
            return rules.filter(file -> file.toString().endsWith(".rego")
                            && !file.toString().endsWith("_test.rego"))
                    .toList();
        }
    }

    /** Codes that a rule gives without METADATA of that name right above it. */
    private static List<String> undocumented(String text) {
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            String name = "";
            Matcher named = NAMED.matcher(text.substring(0, code.start()));
            while (named.find()) {
                name = named.group(1);
            }
            if (!name.equals(code.group(1))) {
                codes.add(code.group(1));
            }
        }
        return codes;
    }

    private static Set<String> shown(JsonNode tree, String at) {
        Set<String> paths = new TreeSet<>();
        tree.properties().forEach(member -> {
            String path = at + "." + member.getKey();
            if (member.getValue().isObject()) {
                paths.addAll(shown(member.getValue(), path));
            } else if (member.getValue().asBoolean()) {
                paths.add(path);
            }
        });
        return paths;
    }

    private static Set<String> marked(JsonNode schema, String at) {
        Set<String> paths = new TreeSet<>();
        if (schema.path("x-keyward-log").asText().equals("shown")) {
            paths.add(at);
        }
        schema.path("properties")
                .properties()
                .forEach(member -> paths.addAll(marked(member.getValue(), at + "." + member.getKey())));
        schema.path("anyOf").forEach(either -> paths.addAll(marked(either, at)));
        return paths;
    }

    private static List<String> names(Stream<Path> files) {
        return files.map(file -> file.getFileName().toString()).sorted().toList();
    }

    private static void same(Path made, Path committed) {
        assertThat(committed).as("run policy/build and commit what it makes").hasSameBinaryContentAs(made);
    }
}
