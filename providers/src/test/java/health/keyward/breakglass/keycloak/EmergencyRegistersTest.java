package health.keyward.breakglass.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.kernel.RealmId;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EmergencyRegistersTest {
    private static final RealmId WARD = new RealmId("ward");

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger read = new AtomicInteger();
    private final EmergencyRegisters registers = new EmergencyRegisters(Clock.systemUTC(), now::get);

    private EmergencyRegister ask(RealmId realm) {
        return registers.of(realm, () -> {
            read.incrementAndGet();
            return EmergencyRegister.EMPTY;
        });
    }

    @Test
    void is_read_once_for_all_sign_ins_of_a_second_and_for_each_realm() {
        ask(WARD);
        now.addAndGet(EmergencyRegisters.TRUSTED.toNanos() - 1);
        ask(WARD);
        ask(new RealmId("clinic"));
        assertThat(read).hasValue(2);
    }

    @Test
    void is_read_again_after_a_second() {
        ask(WARD);
        now.addAndGet(EmergencyRegisters.TRUSTED.toNanos());
        ask(WARD);
        assertThat(read).hasValue(2);
    }

    @Test
    void is_read_again_at_once_when_another_was_agreed_to() {
        ask(WARD);
        registers.forget();
        ask(WARD);
        assertThat(read).hasValue(2);
    }

    @Test
    void what_was_read_while_another_was_agreed_to_is_not_kept() {
        registers.of(WARD, () -> {
            registers.forget();
            return EmergencyRegister.EMPTY;
        });
        ask(WARD);
        assertThat(read).hasValue(1);
    }

    @Test
    void who_cannot_read_it_is_told_so_every_time() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> registers.of(WARD, () -> {
                        throw new IllegalStateException("no database");
                    }))
                    .hasMessage("no database");
        }
    }
}
