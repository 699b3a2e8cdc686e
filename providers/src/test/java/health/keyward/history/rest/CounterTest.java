package health.keyward.history.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A question that takes too long")
class CounterTest {
    @Test
    void is_told_from_other_trouble_however_deep_it_lies() {
        var canceled = new SQLException("canceling statement due to statement timeout", "57014");
        assertThat(Counter.tookTooLong(new IllegalStateException(new IllegalStateException(canceled))))
                .isTrue();
        assertThat(Counter.tookTooLong(new IllegalStateException(new SQLException("gone", "08006"))))
                .isFalse();
        assertThat(Counter.tookTooLong(new IllegalStateException())).isFalse();
    }
}
