package health.keyward.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Trace POSTGRES = new Trace("PostgreSQL", 100, 1_000, "/pg/bin/postgres -D /house/pg");
    private static final Trace KEYCLOAK = new Trace("Keycloak 1", 200, 2_000, "java -Dkc.home.dir=/house/node1 start");

    private final Map<Long, Trace.Seen> running = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void processes_that_outlived_their_starter_are_found_last_started_first() {
        running.put(100L, new Trace.Seen(1_000, POSTGRES.command()));
        running.put(200L, new Trace.Seen(2_000, KEYCLOAK.command()));

        assertThat(leftovers()).containsExactly(KEYCLOAK, POSTGRES);
    }

    @Test
    void a_number_that_now_belongs_to_another_program_is_left_alone() {
        running.put(100L, new Trace.Seen(1_000, "/usr/bin/editor notes"));

        assertThat(leftovers()).isEmpty();
    }

    @Test
    void the_same_command_started_at_another_time_is_left_alone() {
        running.put(100L, new Trace.Seen(9_999, POSTGRES.command()));

        assertThat(leftovers()).isEmpty();
    }

    @Test
    void a_process_still_behind_its_wrapper_counts() {
        running.put(100L, new Trace.Seen(1_000, "setsid unshare -U " + POSTGRES.command()));

        assertThat(leftovers()).containsExactly(POSTGRES);
    }

    @Test
    void a_process_that_is_gone_is_no_leftover() {
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void a_half_written_run_file_counts_as_none() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), "{\"portBase\": 81");

        assertThat(RunFile.read(file)).isEmpty();
    }

    @Test
    void what_is_written_is_read_back() {
        Path file = folder.resolve("run.json");
        RunFile.create(file, 8300, 1).add(POSTGRES);

        assertThat(RunFile.read(file)).hasValueSatisfying(run -> {
            assertThat(run.portBase()).isEqualTo(8300);
            assertThat(run.starter().isStillThere(Trace.running())).isTrue();
            assertThat(run.children()).containsExactly(POSTGRES);
        });
    }

    @Test
    void a_real_child_is_recognised_while_it_lives_and_not_after() {
        Child child = Child.start("sleeper", List.of(), List.of("sleep", "60"), Map.of(), folder.resolve("log"));

        assertThat(child.trace().isStillThere(Trace.running())).isTrue();
        child.kill9();

        assertThat(child.trace().isStillThere(Trace.running())).isFalse();
    }

    private List<Trace> leftovers() {
        RunFile.Run run = new RunFile.Run(
                8300, 1, new Trace("starter", 1, 1, "java"), new ArrayList<>(List.of(POSTGRES, KEYCLOAK)));
        return RunFile.leftovers(run, new Trace.Processes() {
            @Override
            public Optional<Trace.Seen> find(long pid) {
                return Optional.ofNullable(running.get(pid));
            }

            @Override
            public void end(long pid) {
                throw new AssertionError("looking must not end anything");
            }
        });
    }
}
