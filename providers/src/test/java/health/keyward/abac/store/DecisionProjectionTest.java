package health.keyward.abac.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.abac.Point;
import health.keyward.abac.core.Decision.Effect;
import health.keyward.abac.core.DecisionCounts;
import health.keyward.abac.core.DecisionFilter;
import health.keyward.abac.core.DecisionLine;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.history.PersonDecisions;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions as they are listed and counted, made from the log and from nothing else. */
class DecisionProjectionTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final String ADA = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final DecisionProjection projection = new DecisionProjection(Clock.fixed(NOON, ZoneOffset.UTC));
    private Connection tx;
    private long seq = 700_000_000;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void a_list_is_newest_first_and_goes_on_where_a_page_ended() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entries.add(entry(NOON.plusSeconds(i / 2), "PERMIT", null));
        }
        projection.project(tx, entries);

        List<DecisionLine> first = reader().page(all(), null, 3);
        DecisionLine last = first.getLast();
        List<DecisionLine> rest = reader().page(all(), new DecisionReader.Place(last.at(), last.seq()), 3);

        assertThat(first).extracting(DecisionLine::seq).containsExactly(seq, seq - 1, seq - 2);
        assertThat(rest).extracting(DecisionLine::seq).containsExactly(seq - 3, seq - 4);
        assertThat(first.getFirst().username()).isEqualTo("Ada");
    }

    @Test
    void the_timeline_of_a_person_has_what_was_not_simply_permitted_and_all_where_it_is_asked_for()
            throws SQLException {
        projection.project(
                tx,
                List.of(
                        entry(NOON, "PERMIT", null),
                        entry(NOON.plusSeconds(1), "DENY", "app.role_not_listed"),
                        entry(NOON.plusSeconds(2), "STEP_UP", "assurance.level_too_low")));
        assertThat(about(ADA, false, null)).extracting(DecisionLine::effect).containsExactly("STEP_UP", "DENY");
        assertThat(about(ADA, true, null))
                .extracting(DecisionLine::effect)
                .containsExactly("STEP_UP", "DENY", "PERMIT");
        PersonDecisions.Place place = new PersonDecisions.Place(NOON.plusSeconds(1), seq - 1);
        assertThat(about(ADA, true, place)).extracting(DecisionLine::effect).containsExactly("PERMIT");
        assertThat(about("somebody-else", true, null)).isEmpty();
    }

    private List<DecisionLine> about(String person, boolean permits, PersonDecisions.@Nullable Place before)
            throws SQLException {
        return reader().about(
                        new UserId(person),
                        new PersonDecisions.Wanted(NOON.minusSeconds(60), NOON.plusSeconds(60), permits, before, 10));
    }

    @Test
    void every_filter_leaves_out_what_it_says() throws SQLException {
        projection.project(
                tx,
                List.of(
                        entry(NOON, "PERMIT", null),
                        entry(NOON, "DENY", "app.role_not_listed"),
                        entry(NOON, "STEP_UP", "assurance.level_too_low")));
        assertThat(rows(filter(null, null, Effect.DENY, null, null, null))).isOne();
        assertThat(rows(filter(null, null, null, "assurance.level_too_low", null, null)))
                .isOne();
        assertThat(rows(filter("ADA", null, null, null, null, null))).isEqualTo(3);
        assertThat(rows(filter(ADA, null, null, null, null, null))).isEqualTo(3);
        assertThat(rows(filter("eve", null, null, null, null, null))).isZero();
        assertThat(rows(filter(null, "ward-board", null, null, null, null))).isEqualTo(3);
        assertThat(rows(filter(null, "other", null, null, null, null))).isZero();
        assertThat(rows(filter(null, null, null, null, Point.SIGN_IN, true))).isEqualTo(3);
        assertThat(rows(filter(null, null, null, null, Point.CLAIM, null))).isZero();
        assertThat(rows(filter(null, null, null, null, null, false))).isZero();
        assertThat(new DecisionReader(tx, new RealmId("other")).page(all(), null, 10))
                .isEmpty();
    }

    @Test
    void writing_an_entry_a_second_time_changes_nothing() throws SQLException {
        List<Entry> entries = List.of(entry(NOON, "DENY", "app.role_not_listed"), entry(NOON, "PERMIT", null));
        projection.project(tx, entries);
        projection.project(tx, entries);
        assertThat(number("SELECT count(*) FROM kw_decision WHERE realm_id = ?"))
                .isEqualTo(2);
        assertThat(number("SELECT sum(n) FROM kw_decision_tally WHERE realm_id = ? AND reason = ''"))
                .isEqualTo(2);
        assertThat(projection.differs(tx, seq - 1, seq + 1, entries)).isEmpty();
    }

    @Test
    void what_was_lost_is_built_again_from_the_log() throws SQLException {
        List<Entry> entries = List.of(entry(NOON, "DENY", "app.role_not_listed"));
        projection.project(tx, entries);
        DecisionCounts before = reader().counts(all());
        run("DELETE FROM kw_decision WHERE realm_id = ?");
        run("DELETE FROM kw_decision_tally WHERE realm_id = ?");

        projection.project(tx, entries);

        assertThat(reader().counts(all())).isEqualTo(before);
        assertThat(before.total()).isOne();
    }

    @Test
    void counts_by_rows_and_by_the_hour_agree() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = NOON.plus(Duration.ofMinutes(5 * i));
            entries.add(i % 4 == 0 ? entry(at, "DENY", "app.role_not_listed") : entry(at, "PERMIT", null));
        }
        projection.project(tx, entries);

        DecisionFilter hours = window(NOON, NOON.plus(Duration.ofHours(24)));
        DecisionCounts counted = reader().counts(hours);
        DecisionCounts byRows = reader().counts(window(NOON, NOON.plus(Duration.ofHours(4))));

        assertThat(counted.effects())
                .isEqualTo(Map.of("DENY", 10L, "PERMIT", 30L))
                .isEqualTo(byRows.effects());
        assertThat(counted.rules())
                .isEqualTo(byRows.rules())
                .containsExactly(new DecisionCounts.Rule("app.role_not_listed", 10, 10));
        assertThat(counted.stepSeconds()).isEqualTo(3_600);
        assertThat(counted.buckets().getFirst().effects()).isEqualTo(Map.of("DENY", 3L, "PERMIT", 9L));
        assertThat(byRows.buckets().stream()
                        .flatMap(b -> b.effects().values().stream())
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void who_was_erased_is_in_no_row_and_the_counts_stay_right() throws SQLException {
        Entry entry = entry(NOON, "DENY", "app.role_not_listed");
        projection.project(tx, List.of(entry));
        projection.forget(tx, realm, new UserId(ADA));

        DecisionLine line = reader().page(all(), null, 10).getFirst();
        assertThat(line.userId()).isNull();
        assertThat(line.username()).isNull();
        assertThat(reader().counts(all()).total()).isOne();
        assertThat(projection.differs(tx, seq, seq + 1, List.of(entry))).isEmpty();
    }

    @Test
    void a_row_that_was_changed_or_taken_away_is_found() throws SQLException {
        List<Entry> entries = List.of(entry(NOON, "DENY", "app.role_not_listed"), entry(NOON, "PERMIT", null));
        projection.project(tx, entries);
        run("UPDATE kw_decision SET effect = 'PERMIT' WHERE realm_id = ? AND effect = 'DENY'");
        assertThat(projection.differs(tx, seq - 1, seq + 1, entries)).hasValue(seq - 1);
        run("DELETE FROM kw_decision WHERE realm_id = ?");
        assertThat(projection.differs(tx, seq - 1, seq + 1, entries)).hasValue(seq - 1);
    }

    @Test
    void an_entry_is_found_by_its_id() throws SQLException {
        Entry entry = entry(NOON, "PERMIT", null);
        projection.project(tx, List.of(entry));
        assertThat(projection.find(tx, realm, entry.recorded().id())).hasValue(seq);
        assertThat(projection.find(tx, new RealmId("other"), entry.recorded().id()))
                .isEmpty();
    }

    @Test
    void words_no_column_can_hold_spoil_nothing() throws SQLException {
        String hostile = "a\u0000b\"}{,\\" + "x".repeat(500);
        projection.project(
                tx,
                List.of(new Entry(++seq, NOON, "boot", 1, decision(NOON, hostile, hostile, List.of(hostile, "NULL")))));
        DecisionLine line = reader().page(all(), null, 10).getFirst();
        assertThat(line.action()).startsWith("a\uFFFDb\"}{,\\x").hasSize(255);
        assertThat(line.reasons()).hasSize(2).contains("NULL");
    }

    private Entry entry(Instant at, String effect, @Nullable String reason) {
        return new Entry(
                ++seq, at, "boot", seq, decision(at, effect, "open", reason == null ? List.of() : List.of(reason)));
    }

    private Recorded.Decision decision(Instant at, String effect, String action, List<String> reasons) {
        return new Recorded.Decision(
                EventIds.fresh(),
                at,
                realm.value(),
                effect,
                "SIGN_IN",
                "ward-board",
                action,
                "user",
                "app",
                reasons,
                "r-7",
                "embedded",
                21,
                true,
                null,
                ADA,
                "Ada",
                null,
                "ward-board",
                "10.1.2.3",
                null,
                null,
                null,
                "{}",
                "[]",
                null,
                "{}",
                null);
    }

    private static DecisionFilter all() {
        return window(NOON.minusSeconds(3_600), NOON.plusSeconds(3_600));
    }

    private static DecisionFilter window(Instant from, Instant to) {
        return new DecisionFilter(from, to, null, null, null, null, null, null);
    }

    private static DecisionFilter filter(
            @Nullable String person,
            @Nullable String app,
            @Nullable Effect effect,
            @Nullable String reason,
            @Nullable Point point,
            @Nullable Boolean enforced) {
        return new DecisionFilter(
                NOON.minusSeconds(3_600), NOON.plusSeconds(3_600), person, app, effect, reason, point, enforced);
    }

    private DecisionReader reader() {
        return new DecisionReader(tx, realm);
    }

    private int rows(DecisionFilter filter) throws SQLException {
        return reader().page(filter, null, 100).size();
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(sql)) {
            ask.setString(1, realm.value());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setString(1, realm.value());
            statement.executeUpdate();
        }
    }
}
