package health.keyward.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What read models are given of an entry. */
class ProjectionTest {
    @Test
    void nothing_but_a_decision_loses_a_field_on_its_way_to_a_read_model() {
        assertThat(fields(Recorded.Decision.class)).containsAll(Projection.UNSEEN);
        for (Class<?> kind : Recorded.class.getPermittedSubclasses()) {
            if (kind != Recorded.Decision.class) {
                assertThat(fields(kind)).as(kind.getSimpleName()).doesNotContainAnyElementsOf(Projection.UNSEEN);
            }
        }
    }

    private static Stream<String> fields(Class<?> kind) {
        return Arrays.stream(kind.getRecordComponents()).map(RecordComponent::getName);
    }
}
