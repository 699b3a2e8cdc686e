package health.keyward.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThemesTest {
    private static final Path THEME = Path.of("src/main/resources/theme/keyward");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)(https?:)?//[a-z0-9][a-z0-9.-]*\\.[a-z]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)}");

    @ParameterizedTest
    @ValueSource(strings = {"login", "email"})
    void both_languages_say_everything_with_the_same_placeholders(String type) throws IOException {
        Properties english = messages(type, "en");
        Properties spanish = messages(type, "es");
        assertThat(spanish.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(spanish.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @CsvSource({"login,en", "login,es", "email,en", "email,es"})
    void no_lone_apostrophe_swallows_a_placeholder(String type, String language) throws IOException {
        messages(type, language)
                .forEach((key, text) -> assertThat(text.toString().replace("''", ""))
                        .as(key.toString())
                        .doesNotContain("'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void a_refusal_never_tells_whether_the_person_exists_or_is_locked(String language) throws IOException {
        Properties messages = messages("login", language);
        assertThat(Stream.of(
                                "invalidUserMessage",
                                "invalidUsernameMessage",
                                "invalidUsernameOrEmailMessage",
                                "invalidPasswordMessage",
                                "accountDisabledMessage",
                                "accountTemporarilyDisabledMessage",
                                "accountPermanentlyDisabledMessage")
                        .map(messages::getProperty)
                        .distinct())
                .hasSize(1)
                .doesNotContainNull();
        assertThat(Stream.of(
                                "invalidTotpMessage",
                                "accountTemporarilyDisabledMessageTotp",
                                "accountPermanentlyDisabledMessageTotp")
                        .map(messages::getProperty)
                        .distinct())
                .hasSize(1)
                .doesNotContainNull();
    }

    @Test
    void nothing_is_loaded_from_elsewhere() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(15);
        for (Path file : files) {
            String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
            assertThat(ELSEWHERE.matcher(text).find()).as(file.toString()).isFalse();
            assertThat(text).as(file.toString()).doesNotContain("<script", "@import");
        }
    }

    @Test
    void the_stylesheets_that_are_named_exist() throws IOException {
        for (String type : List.of("login", "account")) {
            String styles =
                    properties(THEME.resolve(type).resolve("theme.properties")).getProperty("styles");
            for (String style :
                    styles.replace("${env.KEYWARD_ACCENT:teal}", "teal").split(" ")) {
                if (!style.equals("css/styles.css")) {
                    assertThat(THEME.resolve(type).resolve("resources").resolve(style))
                            .exists();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"teal", "blue", "plum", "green"})
    void every_accent_can_be_read_in_light_and_dark(String accent) throws IOException {
        String css = Files.readString(THEME.resolve("login/resources/css/accent-" + accent + ".css"));
        assertThat(Files.readString(THEME.resolve("account/resources/css/accent-" + accent + ".css")))
                .isEqualTo(css);
        String base = Files.readString(THEME.resolve("login/resources/css/keyward.css"));
        for (int mode = 0; mode < 2; mode++) {
            String colour = value(css, "--keyward-accent", mode);
            String strong = value(css, "--keyward-accent-strong", mode);
            String on = value(css, "--keyward-on-accent", mode);
            assertThat(contrast(colour, on)).as("button").isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(strong, on)).as("button under the pointer").isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(colour, value(base, "--keyward-sheet", mode)))
                    .as("link")
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(value(base, "--keyward-quiet", mode), value(base, "--keyward-ground", mode)))
                    .as("notice")
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(value(base, "--keyward-field-line", mode), value(base, "--keyward-sheet", mode)))
                    .as("edge of a field")
                    .isGreaterThanOrEqualTo(3.0);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(THEME)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Properties messages(String type, String language) throws IOException {
        return properties(THEME.resolve(type).resolve("messages/messages_" + language + ".properties"));
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The value a stylesheet gives for the n-th time: 0 is light, 1 is dark. */
    private static String value(String css, String property, int nth) {
        Matcher matcher =
                Pattern.compile(Pattern.quote(property) + ": (#[0-9a-f]{6});").matcher(css);
        for (int i = 0; i <= nth; i++) {
            assertThat(matcher.find()).as(property).isTrue();
        }
        return matcher.group(1);
    }

    /** Contrast of two colours as WCAG 2.2 defines it. */
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weight = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weight[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
