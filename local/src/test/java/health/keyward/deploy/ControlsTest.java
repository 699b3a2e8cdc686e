package health.keyward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every link of the project's pages leads somewhere, and every proof they name is a test that exists. A proof is a link to
 * a test class, with the method behind {@code #} where one method is meant.
 */
class ControlsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!-|Asked|---)(.+) \\|$");
    private static final Pattern IS_TEST =
            Pattern.compile("@(Test|ParameterizedTest|TestFactory|RepeatedTest|ArchTest)\\b");

    @TestFactory
    Stream<DynamicTest> links_lead_somewhere() throws IOException {
        Path root = Repository.root();
        try (Stream<Path> top = Files.list(root);
                Stream<Path> docs = Files.walk(root.resolve("docs"));
                Stream<Path> deploy = Files.walk(root.resolve("deploy"));
                Stream<Path> policy = Files.walk(root.resolve("policy"))) {
            return Stream.of(top, docs, deploy, policy)
                    .flatMap(pages -> pages)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .map(page -> DynamicTest.dynamicTest(
                            root.relativize(page).toString(),
                            () -> assertThat(broken(page)).isEmpty()))
                    .toList()
                    .stream();
        }
    }

    @Test
    void every_row_of_the_controls_names_its_proof() {
        String page = Repository.text("docs/controls.md");
        String settled = page.substring(0, page.indexOf("## Not yet"));
        List<String> rows =
                ROW.matcher(settled).results().map(row -> row.group(1)).toList();
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row).containsPattern("\\]\\([^)]+Test\\.java"));
    }

    @Test
    void a_link_to_a_test_that_is_not_there_is_noticed() throws IOException {
        Path page = Repository.root().resolve("docs/controls.md");
        String here = "../local/src/test/java/health/keyward/deploy/ControlsTest.java";
        assertThat(problem(page, here)).isEmpty();
        assertThat(problem(page, here + "#every_row_of_the_controls_names_its_proof"))
                .isEmpty();
        assertThat(problem(page, here + "#no_such_method")).isNotEmpty();
        assertThat(problem(page, "../local/src/test/java/health/keyward/deploy/GoneTest.java"))
                .isNotEmpty();
    }

    private static List<String> broken(Path page) throws IOException {
        List<String> problems = new ArrayList<>();
        Matcher links = LINK.matcher(Files.readString(page));
        while (links.find()) {
            problems.addAll(problem(page, links.group(1)));
        }
        return problems;
    }

    private static List<String> problem(Path page, String link) throws IOException {
        if (link.matches("(https|mailto):.*") || link.startsWith("#")) {
            return List.of();
        }
        String[] parts = link.split("#", 2);
        Path target = page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return List.of(link + " does not exist");
        }
        if (!target.toString().endsWith("Test.java")) {
            return List.of();
        }
        String source = Files.readString(target);
        if (!IS_TEST.matcher(source).find()) {
            return List.of(link + " holds no test");
        }
        boolean named = parts.length == 1
                || Pattern.compile("[ >]" + Pattern.quote(parts[1]) + "(\\(| =)")
                        .matcher(source)
                        .find();
        return named ? List.of() : List.of(link + " names no method of the class");
    }
}
