package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void keys_are_sorted_and_numbers_plain() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("b", List.of(1L, new BigDecimal("1E+3"), new BigDecimal("0.50"), true));
        document.put("a", null);
        assertThat(CanonicalJson.of(document)).isEqualTo("{\"a\":null,\"b\":[1,1000,0.5,true]}");
    }

    @Test
    void texts_are_escaped_as_little_as_may_be() {
        assertThat(CanonicalJson.of("a\"\\\n\u00e9\ud83d\ude00")).isEqualTo("\"a\\\"\\\\\\u000a\u00e9\ud83d\ude00\"");
    }

    @Test
    void halves_of_characters_stay_apart() {
        List<String> hashes = new ArrayList<>();
        for (String text : List.of("\ud83d", "\ude00", "?", "\ude00\ud83d")) {
            hashes.add(CanonicalJson.hash(text));
        }
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void the_hash_is_that_of_the_text() {
        assertThat(CanonicalJson.hash(Map.of()))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }
}
