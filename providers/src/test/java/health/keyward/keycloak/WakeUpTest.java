package health.keyward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WakeUpTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final WakeUp wakeUp = new WakeUp(Duration.ofSeconds(5), now::get);

    @Test
    void the_first_look_of_a_server_is_due_at_once() {
        assertThat(wakeUp.due()).isTrue();
    }

    @Test
    void nobody_called_and_nothing_is_due_before_the_pause_is_over() {
        wakeUp.heard();
        passes(Duration.ofMillis(4_999));
        assertThat(wakeUp.due()).isFalse();
        passes(Duration.ofMillis(1));
        assertThat(wakeUp.due()).isTrue();
    }

    @Test
    void a_call_is_heard_once() {
        wakeUp.heard();
        wakeUp.call();
        assertThat(wakeUp.due()).isTrue();
        wakeUp.heard();
        assertThat(wakeUp.due()).isFalse();
    }

    @Test
    void a_call_that_comes_during_a_look_counts_for_the_next() {
        wakeUp.heard();
        wakeUp.call();
        passes(Duration.ofSeconds(1));
        assertThat(wakeUp.due()).isTrue();
    }

    @Test
    void a_job_without_one_looks_every_time() {
        WakeUp always = WakeUp.always();
        always.heard();
        assertThat(always.due()).isTrue();
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
