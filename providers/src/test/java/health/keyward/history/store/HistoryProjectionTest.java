package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryProjectionTest {
    private static final String LAST = "SELECT at AT TIME ZONE 'UTC' FROM kw_history_last_sign_in WHERE user_id = ?";
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
    void a_sign_in_becomes_one_row_with_the_words_a_person_reads() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.run("INSERT INTO user_attribute VALUES ('a', ?, 'department', 'Cardiology')", ada);
        ward.project(ward.login(ada, "ada").done());
        assertThat(ward.one(
                        "SELECT concat_ws('|', kind, outcome, cause, method, person_name, unit, device, address,"
                                + " amr::text) FROM kw_history_event WHERE realm_id = ?",
                        ward.realm.value()))
                .isEqualTo(
                        "SIGN_IN|SUCCESS|NONE|PASSWORD_OTP|Ada Byron|Cardiology|Firefox on Linux|10.1.2.3|{pwd,otp}");
    }

    @Test
    void the_innermost_group_names_the_unit() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.run("INSERT INTO keycloak_group VALUES ('g1', 'Main house', ' ', ?), ('g2', 'Ward 7', 'g1', ?)", "r", "r");
        ward.run("INSERT INTO user_group_membership VALUES ('g1', ?), ('g2', ?)", ada, ada);
        ward.project(ward.login(ada, "ada").done());
        assertThat(ward.one("SELECT unit FROM kw_history_person WHERE user_id = ?", ada))
                .isEqualTo("Ward 7");
    }

    @Test
    void projecting_an_entry_twice_changes_nothing() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        var entry = new health.keyward.audit.Entry(
                999_999_999L, Ward.NOON, "b", 1, ward.login(ada, "ada").done());
        var projection = new HistoryProjection(java.time.Clock.fixed(Ward.NOON, java.time.ZoneOffset.UTC));
        projection.project(ward.tx, List.of(entry));
        projection.project(ward.tx, List.of(entry));
        assertThat(ward.one("SELECT count(*) FROM kw_history_event WHERE realm_id = ?", ward.realm.value()))
                .isEqualTo("1");
    }

    @Test
    void a_failure_never_moves_the_last_sign_in() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(ward.failure("invalid_user_credentials").user(ada, "ada").done());
        assertThat(ward.one(LAST, ada)).isNull();
        assertThat(ward.one("SELECT last_failure_at FROM kw_history_last_sign_in WHERE user_id = ?", ada))
                .isNotNull();
    }

    @Test
    void the_last_sign_in_never_moves_backwards_whatever_order_entries_come_in() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(ward.login(ada, "ada").at(Ward.NOON).done());
        ward.project(
                ward.login(ada, "ada").at(Ward.NOON.minus(Duration.ofDays(3))).done());
        assertThat(ward.one(LAST, ada)).startsWith("2026-11-20 12:00");
    }

    @Test
    void a_sign_in_by_the_person_counts_whatever_the_way() throws Exception {
        for (Map<String, String> way : List.of(
                Map.of("auth_method", "openid-connect"),
                Map.of("auth_method", "saml"),
                Map.of("identity_provider", "university", "identity_provider_identity", "ada"),
                Map.of("credential_type", "webauthn-passwordless"))) {
            String person = ward.hire("person-" + Ward.id(), "Ada", "Byron");
            ward.project(ward.login(person, "ada").details(way).done());
            assertThat(ward.one(LAST, person)).as(way.toString()).startsWith("2026-11-20 12:00");
        }
    }

    @Test
    void an_open_session_or_a_token_counts_apart_from_a_sign_in_by_the_person() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(
                ward.login(ada, "ada").sso().done(),
                new Ward.Happening(ward.realm, "REFRESH_TOKEN").user(ada, "ada").done());
        assertThat(ward.one(LAST, ada)).isNull();
        assertThat(ward.one("SELECT non_interactive_at FROM kw_history_last_sign_in WHERE user_id = ?", ada))
                .isNotNull();
    }

    @Test
    void a_client_is_used_as_itself_or_for_people_and_a_failure_is_no_use() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        String own =
                "SELECT own_at AT TIME ZONE 'UTC' FROM kw_client_use WHERE realm_id = ? AND client_id = 'ward-board'";
        String other = own.replace("own_at", "other_at");
        ward.project(new Ward.Happening(ward.realm, "CLIENT_LOGIN_ERROR")
                .error("invalid_client_credentials")
                .done());
        assertThat(ward.one(own, ward.realm.value())).isNull();
        ward.project(
                new Ward.Happening(ward.realm, "CLIENT_LOGIN").at(Ward.NOON).done());
        assertThat(ward.one(own, ward.realm.value())).startsWith("2026-11-20 12:00");
        assertThat(ward.one(other, ward.realm.value())).isNull();
        ward.project(
                new Ward.Happening(ward.realm, "REFRESH_TOKEN")
                        .user(ada, "ada")
                        .at(Ward.NOON.plus(Duration.ofMinutes(90)))
                        .done(),
                new Ward.Happening(ward.realm, "CLIENT_LOGIN")
                        .at(Ward.NOON.minus(Duration.ofDays(9)))
                        .done());
        assertThat(ward.one(other, ward.realm.value())).startsWith("2026-11-20 13:00");
        assertThat(ward.one(own, ward.realm.value())).as("never backwards").startsWith("2026-11-20 12:00");
    }

    @Test
    void what_was_undone_is_no_sign_in() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(new Recorded.Undone(
                Ward.id(), Ward.NOON, ward.realm.value(), "LOGIN", ada, "ada", "ward-board", "10.0.0.1"));
        assertThat(ward.one("SELECT outcome FROM kw_history_event WHERE user_id = ?", ada))
                .isEqualTo("UNDONE");
        assertThat(ward.one(LAST, ada)).isNull();
    }

    @Test
    void an_undone_entry_marks_the_row_it_names() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        String id = Ward.id();
        ward.project(ward.login(ada, "ada").id(id).done());
        ward.project(new Recorded.Undone(id, Ward.NOON, ward.realm.value(), "LOGIN", ada, "ada", "ward-board", null));
        assertThat(ward.one("SELECT string_agg(outcome, ',') FROM kw_history_event WHERE user_id = ?", ada))
                .isEqualTo("UNDONE");
    }

    @Test
    void a_renamed_person_keeps_old_rows_and_shows_the_new_name() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(ward.login(ada, "ada").done());
        ward.run("UPDATE user_entity SET username = 'lovelace', last_name = 'Lovelace' WHERE id = ?", ada);
        ward.project(ward.login(ada, "lovelace").at(Ward.NOON.plusSeconds(1)).done());
        assertThat(ward.one("SELECT username || '|' || name FROM kw_history_person WHERE user_id = ?", ada))
                .isEqualTo("lovelace|Ada Lovelace");
        assertThat(ward.one(
                        "SELECT string_agg(username, ',' ORDER BY at) FROM kw_history_event WHERE user_id = ?", ada))
                .isEqualTo("ada,lovelace");
    }

    @Test
    void a_deleted_person_keeps_name_and_unit() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(ward.login(ada, "ada").done());
        ward.run("DELETE FROM user_entity WHERE id = ?", ada);
        ward.project(ward.change("DELETE", "USER", "users/" + ada, ada, Ward.NOON));
        assertThat(ward.one("SELECT name || '|' || present FROM kw_history_person WHERE user_id = ?", ada))
                .isEqualTo("Ada Byron|false");
        assertThat(ward.one("SELECT target_username FROM kw_history_change WHERE target_user_id = ?", ada))
                .isEqualTo("ada");
    }

    @Test
    void refusals_changes_and_looks_each_find_their_place() throws Exception {
        Actor root = new Actor(ward.realm.value(), "admin-id", "root", "keyward-console", "s", "10.0.0.9");
        ward.project(
                new Recorded.Refusal(
                        Ward.id(), Ward.NOON, ward.realm.value(), "ward", "GET", "/admin/x", 403, root, "curl/8"),
                ward.change("UPDATE", "USER", "users/1", null, Ward.NOON),
                new Recorded.Look(
                        Ward.id(), Ward.NOON, ward.realm.value(), root, "GET history/sign-ins", "app=x", "ASKED", 7L));
        assertThat(ward.one(
                        "SELECT concat_ws('|', kind, outcome, cause, device, details->>'path') FROM kw_history_event"
                                + " WHERE realm_id = ?",
                        ward.realm.value()))
                .isEqualTo("REFUSED|DENIED|NO_RIGHT|curl|/admin/x");
        assertThat(ward.one(
                        "SELECT string_agg(concat_ws('|', operation, area, field_count), ',' ORDER BY seq) FROM"
                                + " kw_history_change WHERE realm_id = ?",
                        ward.realm.value()))
                .isEqualTo("UPDATE|USER|1,READ|LOOK|3");
    }

    @Test
    void nothing_a_caller_sends_stops_the_projection() throws Exception {
        String huge = "x".repeat(100_000);
        ward.project(
                ward.failure("user_not_found")
                        .unknown("ab".repeat(32))
                        .client(huge)
                        .from("not an address")
                        .agent(huge + "\0")
                        .session(huge)
                        .details(Map.of("a\0b", "\uD800 ' \" \\ \n" + huge))
                        .done(),
                ward.failure(huge)
                        .from("fe80::1%eth0")
                        .client("\0")
                        .agent("\uD83D")
                        .done());
        assertThat(ward.one("SELECT count(*) FROM kw_history_event WHERE realm_id = ?", ward.realm.value()))
                .isEqualTo("2");
        assertThat(ward.one("SELECT min(address_text) FROM kw_history_event WHERE realm_id = ?", ward.realm.value()))
                .isEqualTo("fe80::1%eth0");
    }

    @Test
    void every_month_gets_its_place_before_a_row_needs_it() throws Exception {
        ward.project(
                ward.failure("user_not_found")
                        .at(Instant.parse("2027-01-31T23:59:59.999999Z"))
                        .done(),
                ward.failure("user_not_found")
                        .at(Instant.parse("2027-02-01T00:00:00Z"))
                        .done(),
                ward.failure("user_not_found")
                        .at(Instant.parse("2024-02-29T12:00:00Z"))
                        .done());
        assertThat(ward.one(
                        "SELECT string_agg(tableoid::regclass::text, ',' ORDER BY at) FROM kw_history_event WHERE"
                                + " realm_id = ?",
                        ward.realm.value()))
                .isEqualTo("kw_history_event_y2024m02,kw_history_event_y2027m01,kw_history_event_y2027m02");
    }

    @Test
    void two_makers_of_one_month_both_succeed_and_make_it_once() throws Exception {
        try (Connection first = RealDatabase.connect();
                Connection second = RealDatabase.connect()) {
            month(first);
            var other = new Thread(() -> {
                try {
                    month(second);
                    second.commit();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            List<Throwable> trouble = new ArrayList<>();
            other.setUncaughtExceptionHandler((thread, e) -> trouble.add(e));
            other.start();
            awaitWaitingLock();
            first.commit();
            other.join(10_000);
            assertThat(other.isAlive()).isFalse();
            assertThat(trouble).isEmpty();
        }
        assertThat(ward.one("SELECT count(*) FROM pg_inherits WHERE inhrelid = 'kw_history_event_y1999m12'::regclass"))
                .isEqualTo("1");
    }

    @Test
    void a_reader_is_not_held_up_while_a_month_is_made() throws Exception {
        try (Connection maker = RealDatabase.connect();
                var make = maker.createStatement()) {
            make.execute(
                    "SELECT kw_month(t, m) FROM unnest(ARRAY['kw_history_event', 'kw_history_change',"
                            + " 'kw_history_tally']) t, generate_series('2026-11-01Z'::timestamptz, '2026-12-01Z', '1 month') m");
            maker.commit();
            make.execute("SELECT kw_month('kw_history_event', '1998-01-01Z')");
            ward.run("SET LOCAL lock_timeout = '1s'");
            assertThat(ward.one("SELECT count(*) FROM kw_history_event WHERE realm_id = 'none'"))
                    .isEqualTo("0");
            ward.project(ward.failure("user_not_found").done());
        }
    }

    private static void month(Connection tx) throws Exception {
        try (var make = tx.createStatement()) {
            make.execute("SELECT kw_month('kw_history_event', '1999-12-31T23:00:00Z')");
        }
    }

    private void awaitWaitingLock() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while ("0".equals(ward.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))) {
            assertThat(System.nanoTime()).as("second maker waits for the first").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
