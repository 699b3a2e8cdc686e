package health.keyward.console.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontendTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"node_modules", "package.json", "package-lock.json", "vite.config.ts", "src/main/frontend/themes"
            })
    void no_frontend_tooling_is_pulled_in(String trace) {
        assertThat(Path.of(trace)).doesNotExist();
    }

    @Test
    void every_icon_the_code_names_is_in_the_sprite() throws IOException {
        var sprite = Files.readString(Path.of("src/main/resources/META-INF/resources/icons/sprite.svg"));
        var named = new TreeSet<String>();
        var pattern = Pattern.compile("Icons\\.of\\(\"([a-z]+)\"\\)");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    named.add(matcher.group(1));
                }
            }
        }
        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(sprite).contains("id=\"" + name + "\""));
    }
}
