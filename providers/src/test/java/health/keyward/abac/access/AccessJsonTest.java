package health.keyward.abac.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessJsonTest {
    @Test
    void values_are_plain_and_nulls_are_left_out() throws Exception {
        assertThat(AccessJson.object(bytes("{\"a\":[1,null,2.5,true,\"x\"],\"b\":null,\"c\":{\"d\":1e2}}")))
                .isEqualTo(Map.of(
                        "a", List.of(1L, new BigDecimal("2.5"), true, "x"), "c", Map.of("d", new BigDecimal("1E+2"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "[]",
                "\"text\"",
                "null",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":1e999999999}",
                "{\"a\":1e-999999999}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\ud800\":1}",
                "{'a':1}",
                "{\"a\":NaN}"
            })
    void what_two_readers_could_read_differently_is_refused(String body) {
        assertThatThrownBy(() -> AccessJson.object(bytes(body))).isInstanceOf(AccessJson.Unreadable.class);
    }

    @Test
    void depth_and_broken_encoding_are_refused() {
        assertThatThrownBy(() -> AccessJson.object(bytes("{\"a\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}")))
                .isInstanceOf(AccessJson.Unreadable.class);
        assertThatThrownBy(() -> AccessJson.object(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}))
                .isInstanceOf(AccessJson.Unreadable.class);
    }

    @Test
    void an_error_repeats_nothing_of_the_body() {
        assertThatThrownBy(() -> AccessJson.object(bytes("{\"patient\":\"Ann Example\"")))
                .isInstanceOfSatisfying(
                        AccessJson.Unreadable.class,
                        e -> assertThat(e.getMessage()).doesNotContain("Ann", "patient"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
