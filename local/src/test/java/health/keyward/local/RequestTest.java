package health.keyward.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    @Test
    void up_alone_is_one_node_on_the_default_ports() {
        assertThat(Request.of(List.of("up"))).isEqualTo(new Request.Up(false, false, false, 8180, 1));
    }

    @Test
    void every_option_of_up_is_understood_in_any_order() {
        assertThat(Request.of(List.of("up", "--nodes", "2", "--reset", "--port-base", "9000", "--demo", "--check")))
                .isEqualTo(new Request.Up(true, true, true, 9000, 2));
    }

    @Test
    void what_follows_apply_is_handed_over_untouched() {
        assertThat(Request.of(List.of("apply", "--server", "http://localhost", "--dry-run")))
                .isEqualTo(new Request.Apply(List.of("--server", "http://localhost", "--dry-run")));
    }

    @ParameterizedTest
    @CsvSource({
        "up --frobnicate, up has no option '--frobnicate'",
        "up --port-base, --port-base needs a number after it",
        "up --port-base eighty, '--port-base needs a number, not ''eighty'''",
        "up --port-base -1, '--port-base needs a number, not ''-1'''",
        "up --port-base 80, 'port base must be between 1024 and 65517, not 80'",
        "up --port-base 65530, 'port base must be between 1024 and 65517, not 65530'",
        "up --nodes 3, '--nodes is 1 or 2, not 3'",
        "dance, there is no command 'dance'"
    })
    void a_mistake_is_named_in_one_line(String line, String said) {
        assertThat(Request.of(List.of(line.split(" "))))
                .isInstanceOfSatisfying(
                        Request.Wrong.class,
                        wrong -> assertThat(wrong.line()).startsWith(said).doesNotContain("\n"));
    }
}
