package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.history.core.Bucket;
import health.keyward.history.core.Question;
import health.keyward.history.core.Window;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts stay in step with the rows they stand for. */
class TallyTest {
    private static final String COUNTS =
            "SELECT coalesce(string_agg(concat_ws(' ', width, at, client_id, kind, outcome, cause, method, n), ', '"
                    + " ORDER BY width, at, client_id, kind, outcome, cause, method), '') FROM kw_history_tally WHERE"
                    + " realm_id = ? AND n <> 0";
    private Ward ward;

    @BeforeEach
    void opens() throws Exception {
        ward = new Ward();
    }

    @AfterEach
    void closes() throws Exception {
        ward.close();
    }

    @Test
    void what_the_projection_counted_is_what_a_recount_finds() throws Exception {
        String nurse = ward.hire("nurse", "Nu", "Rse");
        Recorded.UserActivity undone = ward.login(nurse, "nurse").at(at(3)).done();
        for (int hour : new int[] {0, 1, 1, 30, 30, 55}) {
            ward.project(
                    ward.login(nurse, "nurse").at(at(hour)).done(),
                    ward.failure("user_not_found").client(null).at(at(hour)).done());
        }
        ward.project(undone);
        ward.project(undone);
        ward.project(new Recorded.Undone(
                undone.id(), at(3), ward.realm.value(), "LOGIN", nurse, "nurse", "ward-board", null));
        String counted = ward.one(COUNTS, ward.realm.value());
        ward.run(
                "SELECT kw_history_recount(?, ?::timestamptz, ?::timestamptz)",
                ward.realm.value(),
                at(100).toString(),
                Ward.NOON.toString());
        assertThat(counted).contains("SUCCESS").contains("FAILED").contains("UNDONE");
        assertThat(ward.one(COUNTS, ward.realm.value())).isEqualTo(counted);
    }

    @Test
    void a_chart_of_counts_shows_the_same_as_a_chart_of_rows_at_both_ragged_ends() throws Exception {
        String nurse = ward.hire("nurse", "Nu", "Rse");
        for (int minutes = 7; minutes < 60 * 24 * 9; minutes += 131) {
            ward.project(ward.login(nurse, "nurse")
                    .at(Ward.NOON.minus(Duration.ofMinutes(minutes)))
                    .done());
        }
        Window ragged = new Window(
                Ward.NOON.minus(Duration.ofMinutes(60 * 24 * 8 + 17)), Ward.NOON.minus(Duration.ofMinutes(43)));
        Attempts attempts = new Attempts();
        for (long step : List.of(3_600L, 6 * 3_600L, 86_400L, 7 * 86_400L)) {
            List<Bucket> counts = attempts.histogram(ward.tx, ward.realm, Question.all(ragged), step);
            Question ofNurse = new Question(
                    ragged, nurse, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null);
            assertThat(counts).isEqualTo(attempts.histogram(ward.tx, ward.realm, ofNurse, step));
            assertThat(counts.stream().mapToLong(Bucket::success).sum()).isGreaterThan(80);
        }
    }

    @Test
    void roles_and_apps_of_a_token_are_known_as_used_to_the_hour() throws Exception {
        String nurse = ward.hire("nurse", "Nu", "Rse");
        Instant late = Ward.NOON.plusSeconds(600);
        ward.project(
                new Ward.Happening(ward.realm, "CODE_TO_TOKEN")
                        .user(nurse, "nurse")
                        .details(Map.of("roles", "role-1,role-2"))
                        .at(late)
                        .done(),
                new Ward.Happening(ward.realm, "REFRESH_TOKEN")
                        .user(nurse, "nurse")
                        .client("pharmacy")
                        .details(Map.of("roles", "role-1"))
                        .at(late.minus(Duration.ofDays(2)))
                        .done());
        Entitlements entitlements = new Entitlements();
        UserId person = new UserId(nurse);
        assertThat(entitlements.of(ward.tx, ward.realm, person, Entitlements.What.ROLE))
                .isEqualTo(Map.of("role-1", Ward.NOON, "role-2", Ward.NOON));
        assertThat(entitlements.of(ward.tx, ward.realm, person, Entitlements.What.CLIENT))
                .isEqualTo(Map.of("ward-board", Ward.NOON, "pharmacy", Ward.NOON.minus(Duration.ofDays(2))));
        assertThat(ward.one(
                        "SELECT details::text FROM kw_history_event WHERE realm_id = ? LIMIT 1", ward.realm.value()))
                .isEqualTo("{}");
    }

    @Test
    void the_days_on_which_a_right_was_used_are_counted_however_often_and_forgotten_after_ninety() throws Exception {
        String nurse = ward.hire("nurse", "Nu", "Rse");
        for (int daysAgo : new int[] {100, 89, 30}) {
            uses(nurse, Duration.ofDays(daysAgo));
        }
        uses(nurse, Duration.ofDays(1), Duration.ofHours(2), Duration.ofHours(1), Duration.ZERO);
        assertThat(ward.one(
                        "SELECT days::text FROM kw_entitlement_use WHERE realm_id = ? AND what = 'ROLE'",
                        ward.realm.value()))
                .isEqualTo("11" + "0".repeat(28) + "1" + "0".repeat(58) + "1");
    }

    private void uses(String person, Duration... ago) throws Exception {
        ward.project(Stream.of(ago)
                .map(time -> new Ward.Happening(ward.realm, "CODE_TO_TOKEN")
                        .user(person, "nurse")
                        .details(Map.of("roles", "role-1"))
                        .at(Ward.NOON.minus(time))
                        .done())
                .toArray(Recorded[]::new));
    }

    private static Instant at(int hoursAgo) {
        return Ward.NOON.minus(Duration.ofHours(hoursAgo));
    }
}
