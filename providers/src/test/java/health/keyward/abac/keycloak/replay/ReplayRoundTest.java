package health.keyward.abac.keycloak.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.Turns;
import health.keyward.abac.keycloak.replay.ReplayRound.Wanted;
import health.keyward.abac.store.DecisionProjection;
import health.keyward.abac.store.ReplayJobs;
import health.keyward.abac.store.ReplayJobs.Job;
import health.keyward.abac.store.ReplayJobs.State;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.store.Inbox;
import health.keyward.audit.store.KeyCabinet;
import health.keyward.audit.store.Lane;
import health.keyward.audit.store.LeafReader;
import health.keyward.audit.store.LeafWriter;
import health.keyward.audit.store.Looks;
import health.keyward.audit.store.OpenedEntries;
import health.keyward.audit.store.Sequencer;
import health.keyward.kernel.RealmId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay over a real log: what was sealed is opened many at a time, decided again, counted, and found again where it was left (AB-7). */
class ReplayRoundTest {
    private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
    private static final Clock CLOCK = Clock.fixed(AT.plusSeconds(600), ZoneOffset.UTC);
    private static final RealmId HOSPITAL = new RealmId("hospital");
    private static final String SHA = "ab".repeat(32);

    @TempDir
    private Path folder;

    private final EventIds ids = new EventIds();
    private final ReplayJobs jobs = new ReplayJobs();
    private final List<String> ended = new ArrayList<>();
    private DataSource database;
    private Lane lane;
    private KeyCabinet keys;
    private Looks writer;
    private Wanted bundle = new Wanted.Found(SHA, nursesOnly());

    @BeforeEach
    void aDatabaseOfItsOwn() throws Exception {
        database = RealDatabase.fresh();
        Files.write(folder.resolve("kek-1"), new byte[32]);
        lane = new Lane(database::getConnection);
        keys = new KeyCabinet(KekRing.in(folder), CLOCK, () -> 1L, lane);
        keys.check();
        writer = new Looks(
                "keyward-decisions", database::getConnection, new Inbox(new LeafWriter(keys)), new Looks.Ending() {
                    @Override
                    public void committed() {}

                    @Override
                    public void refused(health.keyward.audit.core.Numbered row) {}
                });
    }

    @AfterEach
    void end() {
        writer.close();
        lane.close();
    }

    @Test
    void what_was_known_then_is_decided_again_and_what_turns_is_counted() throws Exception {
        recorded(0, "PERMIT", "nurse", null);
        recorded(1, "PERMIT", "clerk", null);
        recorded(2, "DENY", "nurse", "app.role_not_listed");
        recorded(3, "DENY", "clerk", "app.role_not_listed");
        recorded(4, "DENY", "nurse", "failed.no_policy");
        sequence();
        UUID id = order(AT, AT.plusSeconds(60));
        finish();
        Job job = job(id);
        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.total()).isEqualTo(5);
        assertThat(job.done()).isEqualTo(5);
        assertThat(job.counted().compared()).isEqualTo(4);
        assertThat(job.counted().failed()).isEqualTo(1);
        assertThat(job.counted().of(Turns.Kind.ALLOW_TO_DENY).by().get(Turns.By.ROLE))
                .isEqualTo(Map.of("clerk", 1L));
        assertThat(job.counted().of(Turns.Kind.DENY_TO_ALLOW).examples())
                .extracting(Turns.Example::id)
                .containsExactly("2".repeat(32));
        assertThat(ended).containsExactly("DONE 2");
    }

    @Test
    void only_the_stretch_of_time_and_the_realm_that_were_ordered_are_looked_at() throws Exception {
        for (int i = 0; i < 6; i++) {
            recorded(i, "PERMIT", "nurse", null);
        }
        sequence();
        UUID id = order(AT.plusSeconds(1), AT.plusSeconds(4));
        finish();
        assertThat(job(id).counted().compared()).isEqualTo(3);
    }

    @Test
    void of_somebody_who_was_erased_nothing_is_decided_again() throws Exception {
        recorded(0, "PERMIT", "clerk", null);
        sequence();
        UUID id = order(AT, AT.plusSeconds(60));
        while (round(new LeafReader((tx, refs) -> Map.of()))) {}
        assertThat(job(id).counted()).isEqualTo(new Turns.Count(0, 1, 0, Map.of()));
    }

    @Test
    void a_job_goes_on_from_where_another_node_left_it() throws Exception {
        for (int i = 0; i < 40; i++) {
            recorded(i, "PERMIT", "clerk", null);
        }
        sequence();
        UUID id = order(AT, AT.plusSeconds(60));
        round(new LeafReader(keys::byRef));
        try (Connection tx = database.getConnection()) {
            List<ReplayJobs.Place> seen = jobs.page(tx, job(id).order(), null, 25);
            jobs.progress(tx, id, 25, seen.getLast(), Turns.Count.NOTHING);
        }
        finish();
        assertThat(job(id).done()).isEqualTo(40);
        assertThat(job(id).counted().of(Turns.Kind.ALLOW_TO_DENY).n()).isEqualTo(15);
    }

    @Test
    void more_than_a_round_of_decisions_takes_several_and_each_keeps_its_progress() throws Exception {
        List<Recorded.Decision> many = new ArrayList<>();
        for (int i = 0; i < 2_300; i++) {
            many.add(decision(i, "PERMIT", i % 2 == 0 ? "clerk" : "nurse", null));
        }
        writer.add(ids.number(many)).await();
        sequence();
        UUID id = order(AT, AT.plusSeconds(3_000));
        finish();
        assertThat(job(id).done()).isEqualTo(2_300);
        assertThat(job(id).counted().of(Turns.Kind.ALLOW_TO_DENY).n()).isEqualTo(1_150);
        assertThat(job(id).counted().compared()).isEqualTo(2_300);
    }

    @Test
    void one_that_was_canceled_counts_no_further_and_stays_as_it_is() throws Exception {
        recorded(0, "PERMIT", "clerk", null);
        sequence();
        UUID id = order(AT, AT.plusSeconds(60));
        round(new LeafReader(keys::byRef));
        try (Connection tx = database.getConnection()) {
            assertThat(jobs.end(tx, id, State.CANCELED, "", AT)).isTrue();
        }
        finish();
        assertThat(job(id).state()).isEqualTo(State.CANCELED);
        assertThat(job(id).counted()).isEqualTo(Turns.Count.NOTHING);
        assertThat(ended).isEmpty();
        try (Connection tx = database.getConnection();
                var update = tx.createStatement()) {
            assertThatThrownBy(() -> update.executeUpdate("UPDATE kw_policy_replay SET turns = 0"))
                    .hasMessageContaining("stays as it is");
        }
    }

    @Test
    void a_bundle_that_is_another_by_now_or_is_not_to_be_had_ends_the_job() throws Exception {
        recorded(0, "PERMIT", "clerk", null);
        sequence();
        UUID first = order(AT, AT.plusSeconds(60));
        bundle = new Wanted.Found("cd".repeat(32), nursesOnly());
        finish();
        assertThat(job(first).state()).isEqualTo(State.FAILED);
        assertThat(job(first).detail()).contains("another bundle");
        UUID second = order(AT, AT.plusSeconds(60));
        bundle = new Wanted.Not("There is no version 7.");
        finish();
        assertThat(job(second).detail()).isEqualTo("There is no version 7.");
        assertThat(newest()).isEmpty();
    }

    @Test
    void of_one_bundle_there_is_one_job_at_a_time_and_the_newest_whole_one_counts() throws Exception {
        recorded(0, "PERMIT", "clerk", null);
        sequence();
        UUID first = order(AT, AT.plusSeconds(60));
        try (Connection tx = database.getConnection()) {
            assertThat(jobs.add(tx, wanted(AT, AT.plusSeconds(60)))).isFalse();
        }
        assertThat(newest()).isEmpty();
        finish();
        assertThat(newest())
                .hasValueSatisfying(job -> assertThat(job.order().id()).isEqualTo(first));
    }

    private void recorded(int i, String effect, String role, @Nullable String reason) {
        writer.add(ids.number(List.of(decision(i, effect, role, reason)))).await();
    }

    private static Recorded.Decision decision(int i, String effect, String role, @Nullable String reason) {
        String id = i < 10 ? Integer.toString(i).repeat(32) : String.format("%032x", i + 0x1000);
        return new Recorded.Decision(
                id,
                AT.plusSeconds(i),
                HOSPITAL.value(),
                effect,
                "SIGN_IN",
                "ward-board",
                "open",
                "user",
                "app",
                reason == null ? List.of() : List.of(reason),
                "r-7",
                "embedded",
                21,
                true,
                null,
                "u-" + role,
                role,
                null,
                "ward-board",
                null,
                null,
                null,
                String.format("%064x", i),
                "{\"subject\":{\"properties\":{\"roles\":[\"" + role + "\"]}}}",
                "[]",
                "{\"supportedObligations\":[\"step-up\"]}",
                "{}",
                "{}");
    }

    private void sequence() throws SQLException {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            new Sequencer(CLOCK, new LeafReader(keys::byRef)).round(tx, 10_000, List.of(new DecisionProjection(CLOCK)));
            tx.commit();
        }
    }

    private UUID order(Instant from, Instant to) throws SQLException {
        try (Connection tx = database.getConnection()) {
            ReplayJobs.Order order = wanted(from, to);
            assertThat(jobs.add(tx, order)).isTrue();
            return order.id();
        }
    }

    private static ReplayJobs.Order wanted(Instant from, Instant to) {
        return new ReplayJobs.Order(UUID.randomUUID(), HOSPITAL, 2, "r-8", SHA, from, to, "mgarcia", "u-1", AT);
    }

    private void finish() throws SQLException {
        while (round(new LeafReader(keys::byRef))) {}
    }

    private final ReplayRound rounds = new ReplayRound(CLOCK, () -> 0L);

    private boolean round(LeafReader reader) throws SQLException {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            boolean more = rounds.round(tx, new ReplayRound.House() {
                @Override
                public Wanted policy(Job job) {
                    return bundle;
                }

                @Override
                public List<Supplier<Optional<Entry>>> entries(List<Long> seqs) {
                    try {
                        return new OpenedEntries(tx, reader).later(seqs, ReplayRound.NOT_NEEDED);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public Executor workers() {
                    return Runnable::run;
                }

                @Override
                public void ended(Job job, State state, Turns.Count counted) {
                    ended.add(state + " " + counted.turns());
                }
            });
            tx.commit();
            return more;
        }
    }

    private Job job(UUID id) throws SQLException {
        try (Connection tx = database.getConnection()) {
            return jobs.one(tx, HOSPITAL, id).orElseThrow();
        }
    }

    private java.util.Optional<Job> newest() throws SQLException {
        try (Connection tx = database.getConnection()) {
            return jobs.newest(tx, HOSPITAL, SHA);
        }
    }

    private static Policy nursesOnly() {
        return new Policy("r-8", new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                boolean nurse = input.toString().contains("nurse");
                return new Outcome.Answered(
                        Map.of(
                                "decision",
                                nurse,
                                "reasons",
                                nurse
                                        ? List.of()
                                        : List.of(Map.of(
                                                "code", "app.nurses_only", "missing", List.of(), "facts", Map.of())),
                                "obligations",
                                List.of(),
                                "break_glass",
                                false),
                        List.of());
            }
        });
    }
}
