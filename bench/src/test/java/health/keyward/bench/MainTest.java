package health.keyward.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void list_names_every_bench_with_its_question() {
        assertThat(run("list")).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("login  CPU of a password sign-in")
                .contains("verify  a log verified offline");
    }

    @Test
    void what_it_does_not_know_is_wrong_use() {
        assertThat(run("logout")).isEqualTo(2);
        assertThat(run("login", "--quick")).isEqualTo(2);
        assertThat(run("login", "--events=1000000")).isEqualTo(2);
        assertThat(run("history", "--events=7")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... args) {
        return Main.run(List.of(args), Path.of(""), new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
