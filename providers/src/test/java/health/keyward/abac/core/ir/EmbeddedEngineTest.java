package health.keyward.abac.core.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EmbeddedEngineTest {
    @Test
    void a_plan_that_is_none_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedEngine.of(java.util.Map.of(), java.util.Map.of(), () -> 0))
                .withMessageContaining("not a plan");
        assertThat(EmbeddedEngine.builtins()).contains("count", "eq", "net.cidr_contains");
    }
}
