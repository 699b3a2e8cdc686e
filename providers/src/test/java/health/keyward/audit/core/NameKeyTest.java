package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NameKeyTest {
    private static final NameKey KEY = new NameKey(new byte[32]);

    @Test
    void the_same_name_is_recognised_whatever_its_case() {
        assertThat(KEY.hash(" Summer2026 ")).isEqualTo(KEY.hash("summer2026")).hasSize(64);
    }

    @Test
    void another_key_gives_another_hash() {
        byte[] other = new byte[32];
        Arrays.fill(other, (byte) 1);
        assertThat(new NameKey(other).hash("ada")).isNotEqualTo(KEY.hash("ada"));
    }

    @Test
    void a_short_key_is_refused() {
        assertThatThrownBy(() -> new NameKey(new byte[16])).hasMessageContaining("16 bytes");
    }
}
