package health.keyward.history.rest;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.history.core.Cause;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Method;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Protocol;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The room's words and the contract's")
class SaidTest {
    @Test
    void are_the_same_words() {
        assertThat(words(Kind.class)).isEqualTo(words(health.keyward.contract.history.EventKind.class));
        assertThat(words(Outcome.class)).isEqualTo(words(health.keyward.contract.history.Outcome.class));
        assertThat(words(Cause.class)).isEqualTo(words(health.keyward.contract.history.Cause.class));
        assertThat(words(Method.class)).isEqualTo(words(health.keyward.contract.history.Method.class));
        assertThat(words(Protocol.class)).isEqualTo(words(health.keyward.contract.history.Protocol.class));
        assertThat(words(Asked.Source.class)).isEqualTo(words(Recorded.Source.class));
    }

    @Test
    void a_timeline_takes_every_kind_and_changes_and_decisions() {
        assertThat(words(PeopleResource.TimelineKind.class))
                .containsAll(words(Kind.class))
                .contains("CHANGE", "DECISION")
                .hasSize(Kind.values().length + 2);
    }

    private static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }
}
