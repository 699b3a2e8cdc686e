package health.keyward.abac.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CasesTest {
    @Test
    void numbers_are_compared_by_value_and_everything_else_as_it_stands() {
        assertThat(Cases.same(1L, new BigDecimal("1.0"))).isTrue();
        assertThat(Cases.same(Map.of("a", List.of(1L)), Map.of("a", List.of(new BigDecimal("1")))))
                .isTrue();
        assertThat(Cases.same(List.of(1L, 2L), List.of(2L, 1L))).isFalse();
        assertThat(Cases.same(Map.of("a", 1L), Map.of("a", 1L, "b", 1L))).isFalse();
        assertThat(Cases.same("1", 1L)).isFalse();
        assertThat(Cases.same(null, "")).isFalse();
        assertThat(Cases.same(null, null)).isTrue();
    }
}
