package health.keyward.stepup.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of the pages that stand in Keycloak's login. */
class PagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/theme-resources");

    @Test
    void every_text_is_there_in_english_and_in_spanish() throws IOException {
        assertThat(texts("es")).isEqualTo(texts("en"));
    }

    @Test
    void every_text_a_page_or_a_refusal_names_is_there() throws IOException {
        Set<String> named = new TreeSet<>();
        named.addAll(named(RESOURCES.resolve("templates"), "msg\\(\"(keyward[A-Z][A-Za-z0-9]+)\"[,)]"));
        named.addAll(named(
                Path.of("src/main/java/health/keyward/breakglass/keycloak"),
                "\"(keyward(?:BreakGlass|CoSign|ReviewAnswer)[A-Za-z]*)\""));
        named.addAll(named(
                Path.of("src/main/java/health/keyward/stepup/keycloak"),
                "\"(keyward(?:Help|Model|Same|KeyFailed)[A-Za-z]*)\""));
        named.remove("keywardHelp");
        assertThat(named)
                .contains("keywardKeyTitle", "keywardHelpSameFactor", "keywardModelRefused", "keywardKeyFailed");
        assertThat(texts("en")).containsAll(named);
    }

    private static Set<String> texts(String language) throws IOException {
        Properties texts = new Properties();
        try (Reader file = Files.newBufferedReader(
                RESOURCES.resolve("messages/messages_" + language + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(file);
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }

    private static Set<String> named(Path folder, String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Pattern.compile(pattern)
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }
}
