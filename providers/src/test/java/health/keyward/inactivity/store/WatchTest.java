package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.inactivity.core.Policies;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that is missing is told (IN-13). */
class WatchTest {
    private final List<Notice> told = new ArrayList<>();
    private Hospital hospital;
    private Watch watch;

    @BeforeEach
    void opens() throws Exception {
        hospital = new Hospital();
        watch = new Watch(new PolicyBook(), new Runs(), Duration.ofMinutes(15), hospital.clock());
        hospital.person("ada", Hospital.START);
    }

    @AfterEach
    void closes() throws Exception {
        hospital.close();
    }

    @Test
    void an_engine_that_stands_still_is_told_to_administrators_under_one_key_until_a_run_ends() throws Exception {
        hospital.activate(Policies.usual(Hospital.START));
        look();
        hospital.now = hospital.now.plus(Duration.ofMinutes(45));
        look();
        assertThat(told).as("three periods are not over").isEmpty();
        hospital.now = hospital.now.plus(Duration.ofMinutes(1));
        look();
        look();
        assertThat(told).extracting(Notice::topic).containsOnly("inactivity-missed");
        assertThat(told)
                .extracting(Notice::dedupe)
                .as("the outbox takes it once")
                .hasSize(2)
                .containsOnly(told.getFirst().dedupe());
        assertThat(told.getFirst().audience()).isEqualTo(new Audience.Holders("system-admin", null));
        assertThat(told.getFirst().facts()).containsEntry("since", Hospital.START.toString());
        hospital.runs();
        told.clear();
        look();
        assertThat(told).isEmpty();
        hospital.now = hospital.now.plus(Duration.ofHours(1));
        look();
        assertThat(told).as("missing anew, under another key").hasSize(1);
        assertThat(told.getFirst().facts()).doesNotContainEntry("since", Hospital.START.toString());
    }

    @Test
    void runs_with_nothing_to_do_are_runs_and_a_realm_without_policies_misses_none() throws Exception {
        hospital.now = hospital.now.plus(Duration.ofDays(1));
        look();
        hospital.activate(Policies.usual(Hospital.START));
        for (int run = 0; run < 10; run++) {
            hospital.runs();
            look();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void a_run_the_breaker_stopped_is_not_missing() throws Exception {
        for (int i = 0; i < 25; i++) {
            health.keyward.kernel.UserId one = hospital.person("p" + i, Hospital.START);
            hospital.attribute(one, "employment_end", "2025-12-01");
        }
        hospital.activate(Policies.usual(Hospital.START));
        hospital.runs();
        hospital.now = hospital.now.plus(Duration.ofHours(2));
        look();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_run WHERE state = 'HALTED'"))
                .isEqualTo(1);
        assertThat(told).isEmpty();
    }

    private void look() throws Exception {
        watch.look(hospital.tx, told::add);
        hospital.tx.commit();
    }
}
