package health.keyward.abac.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Allowance allowance = new Allowance(10, 20, now::get);

    @Test
    void a_burst_is_granted_and_then_as_much_as_time_brings() {
        assertThat(allowance.take("a", 20)).isZero();
        assertThat(allowance.take("a", 15)).isEqualTo(2);
        now.addAndGet(1_500_000_000L);
        assertThat(allowance.take("a", 15)).isZero();
        assertThat(allowance.take("a", 1)).isEqualTo(1);
    }

    @Test
    void one_asker_does_not_use_up_what_another_may_ask() {
        assertThat(allowance.take("a", 20)).isZero();
        assertThat(allowance.take("b", 20)).isZero();
    }

    @Test
    void a_batch_larger_than_the_burst_takes_it_all_instead_of_waiting_for_ever() {
        assertThat(allowance.take("a", 100)).isZero();
        assertThat(allowance.take("a", 1)).isEqualTo(1);
    }
}
