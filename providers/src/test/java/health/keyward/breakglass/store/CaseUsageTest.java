package health.keyward.breakglass.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseTriage.Known;
import health.keyward.breakglass.core.ReviewCase.Use;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was done under a grant, made from the log and from nothing else (BG-12). */
class CaseUsageTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final String grant = fresh();
    private final CaseUsage usage = new CaseUsage();
    private final CaseFile file = new CaseFile();
    private Connection tx;
    private long seq = 800_000_000;

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
    void decisions_and_app_events_that_carry_the_grants_id_come_into_its_file_in_order() throws SQLException {
        List<Entry> entries = List.of(
                decision(input(grant, "{}", "{}")),
                decision(input("none", "{}", "{}")),
                app(grant, null),
                app(grant, "other_app"),
                decision(input(fresh(), "{}", "{}")));
        usage.project(tx, entries);
        usage.project(tx, entries);
        assertThat(file.uses(tx, realm, grant, 9))
                .extracting(Use::kind, Use::what, Use::outcome, Use::client)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Use.Kind.DECISION, "read", "PERMIT", "ward-board"),
                        org.assertj.core.groups.Tuple.tuple(Use.Kind.APP, "rest read R", "success", "ward-board"));
        assertThat(file.uses(tx, new RealmId("other"), grant, 9)).isEmpty();
        assertThat(file.uses(tx, realm, grant, 1)).hasSize(1);
    }

    @Test
    void a_grant_that_an_app_only_talks_about_is_none() throws SQLException {
        String talk = "{\"context\":{\"break_glass\":{\"grant\":\"none\"}},\"resource\":{\"properties\":{\"grant\":\""
                + grant + "\"}}}";
        usage.project(tx, List.of(decision(talk), decision("not json \"grant\":\"" + grant + "\"")));
        assertThat(file.uses(tx, realm, grant, 9)).isEmpty();
    }

    @Test
    void what_is_known_of_shift_unit_and_care_team_corroborates() throws SQLException {
        usage.project(
                tx,
                List.of(decision(input(
                        grant,
                        "{\"shift\":{\"from\":\"2026-11-20T07:00:00Z\",\"until\":\"2026-11-20T15:00:00+02:00\"},\"unit\":\"icu\"}",
                        "{\"unit\":\"icu\",\"care_team\":[\"ada\",\"ben\"],\"review_flags\":[\"vip\"]}"))));
        assertThat(file.facts(tx, grant))
                .containsEntry(Fact.ON_SHIFT, Known.YES)
                .containsEntry(Fact.SAME_UNIT, Known.YES)
                .containsEntry(Fact.RELATIONSHIP, Known.YES)
                .containsEntry(Fact.VIP, Known.YES)
                .containsEntry(Fact.SELF, Known.NO)
                .containsEntry(Fact.REPEAT, Known.UNKNOWN);
    }

    @Test
    void unknown_stays_unknown() throws SQLException {
        usage.project(
                tx,
                List.of(decision(input(
                        grant,
                        "{\"shift\":{\"from\":\"yesterday\",\"until\":\"unknown\"},\"unit\":\"unknown\"}",
                        "{\"unit\":\"icu\",\"care_team\":\"unknown\"}"))));
        assertThat(file.facts(tx, grant).values()).containsOnly(Known.UNKNOWN);
    }

    @Test
    void what_is_shown_is_compared_with_the_log() throws SQLException {
        List<Entry> entries = List.of(decision(input(grant, "{}", "{}")), app(grant, null));
        long first = entries.getFirst().seq();
        long second = entries.getLast().seq();
        usage.project(tx, entries);
        assertThat(usage.differs(tx, first, second + 1, entries)).isEmpty();

        run("UPDATE kw_case_use SET kind = 'DECISION' WHERE seq = " + second);
        assertThat(usage.differs(tx, first, second + 1, entries)).hasValue(second);

        run("DELETE FROM kw_case_use WHERE seq = " + first);
        assertThat(usage.differs(tx, first, second + 1, entries)).hasValue(first);
    }

    @Test
    void a_use_that_was_never_recorded_is_found_out() throws SQLException {
        List<Entry> entries = List.of(decision(input(grant, "{}", "{}")));
        long at = entries.getFirst().seq();
        usage.project(tx, entries);
        assertThat(usage.differs(tx, at, at + 1, List.of())).hasValue(at);
    }

    @Test
    void somebody_who_was_erased_makes_no_difference() throws SQLException {
        Entry known = decision(input(grant, "{}", "{}"));
        usage.project(tx, List.of(known));
        Recorded.Decision erased = decided(known.recorded().id(), null);
        Entry after = new Entry(known.seq(), known.seqAt(), known.boot(), known.nseq(), erased);
        assertThat(usage.differs(tx, known.seq(), known.seq() + 1, List.of(after)))
                .isEmpty();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String input(String grant, String subject, String resource) {
        return "{\"context\":{\"break_glass\":{\"grant\":\"" + grant
                + "\"}},\"subject\":{\"id\":\"ada\",\"properties\":" + subject + "},\"resource\":{\"properties\":"
                + resource + "}}";
    }

    private Entry decision(String input) {
        return entry(decided(fresh(), input));
    }

    private Recorded.Decision decided(String id, @Nullable String input) {
        return new Recorded.Decision(
                id,
                NOON,
                realm.value(),
                "PERMIT",
                "DECISION_POINT",
                "ward-board",
                "read",
                "user",
                "record",
                List.of(),
                "rev-1",
                "embedded",
                100,
                true,
                null,
                "ada",
                "ada",
                null,
                "rec-1",
                null,
                null,
                "s-1",
                null,
                input,
                null,
                null,
                null,
                null);
    }

    private Entry app(String grant, @Nullable String error) {
        return entry(new Recorded.Act(
                fresh(),
                NOON,
                realm.value(),
                CaseUsage.ROOM,
                CaseUsage.APP_EVENT,
                error,
                grant,
                "ada",
                "ada",
                new Actor(realm.value(), null, null, "ward-board", null, null),
                Map.of(CaseUsage.WHAT, "rest read R", CaseUsage.OUTCOME, "success")));
    }

    private Entry entry(Recorded recorded) {
        seq++;
        return new Entry(seq, NOON, "boot", seq, recorded);
    }
}
