package health.keyward.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuTest {

    @Test
    void a_backend_belongs_to_the_database_in_its_title() {
        assertThat(Cpu.isBackendOf("postgres: keycloak stock 127.0.0.1(41712) idle", "stock"))
                .isTrue();
        assertThat(Cpu.isBackendOf("postgres: keycloak stock 127.0.0.1(41712) COMMIT", "keycloak"))
                .isFalse();
    }

    @Test
    void helpers_of_the_server_are_no_backends() {
        assertThat(Cpu.isBackend("postgres: walwriter")).isFalse();
        assertThat(Cpu.isBackend("postgres: autovacuum launcher")).isFalse();
        assertThat(Cpu.isBackend("postgres: io worker 0")).isFalse();
    }

    @Test
    void work_done_here_shows_in_the_figures() {
        assumeTrue(Cpu.isReadable(), "no /proc on this system");
        long me = ProcessHandle.current().pid();
        Duration mine = Cpu.of(me);
        Duration everybody = Cpu.ofTheMachine();
        Yardstick yardstick = new Yardstick();
        for (int i = 0; i < 5; i++) {
            yardstick.read();
        }
        assertThat(Cpu.of(me).minus(mine)).isGreaterThan(Duration.ofMillis(50));
        assertThat(Cpu.ofTheMachine().minus(everybody)).isGreaterThan(Duration.ofMillis(50));
        assertThat(Cpu.ofTree(me)).isGreaterThanOrEqualTo(mine);
    }

    @Test
    void a_process_that_is_gone_counts_as_nothing() {
        assertThat(Cpu.of(Integer.MAX_VALUE)).isZero();
        assertThat(Cpu.ofBackends(Integer.MAX_VALUE, "stock")).isZero();
        assertThat(Cpu.ofPostgresHelpers(Integer.MAX_VALUE)).isZero();
    }
}
