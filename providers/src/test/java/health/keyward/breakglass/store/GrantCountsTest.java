package health.keyward.breakglass.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantFigures;
import health.keyward.breakglass.core.GrantFigures.Cell;
import health.keyward.breakglass.core.GrantFigures.RepeatUser;
import health.keyward.breakglass.core.GrantFigures.Share;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grants against sessions, on the real tables (BG-18). */
class GrantCountsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant FROM = NOON.minus(Duration.ofDays(1));
    private static final Instant TO = NOON.plus(Duration.ofDays(1));

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final UserId ada = new UserId(UUID.randomUUID().toString());
    private final UserId ben = new UserId(UUID.randomUUID().toString());
    private final GrantTable table = new GrantTable();
    private Connection tx;
    private int seq;

    @BeforeEach
    void aRealmWithTwoPeople() throws SQLException {
        tx = RealDatabase.connect();
        run("SELECT kw_month('kw_history_event', ?::timestamptz)", NOON.toString());
        String usual = role("default-roles-hospital");
        run("INSERT INTO realm (id, name, default_role) VALUES (?, 'hospital', ?)", realm.value(), usual);
        String nurse = role("nurse");
        String physician = role("physician");
        for (UserId person : List.of(ada, ben)) {
            run("INSERT INTO user_role_mapping (role_id, user_id) VALUES (?, ?)", usual, person.value());
            run("INSERT INTO user_role_mapping (role_id, user_id) VALUES (?, ?)", nurse, person.value());
        }
        String ward = UUID.randomUUID().toString();
        run("INSERT INTO group_role_mapping (role_id, group_id) VALUES (?, ?)", physician, ward);
        run("INSERT INTO user_group_membership (group_id, user_id) VALUES (?, ?)", ward, ada.value());
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void without_grants_and_sessions_there_is_nothing() throws SQLException {
        assertThat(figures()).isEqualTo(new GrantFigures(0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), 0));
    }

    @Test
    void grants_stand_against_the_sessions_of_their_unit_and_role() throws SQLException {
        signsIn(ada, "s-ada", "icu", NOON.minusSeconds(60));
        signsIn(ada, "s-ada", "icu", NOON.minusSeconds(50));
        signsIn(ben, "s-ben-1", "er", NOON.minusSeconds(40));
        signsIn(ben, "s-ben-2", "er", NOON.minusSeconds(30));
        signsIn(ben, "s-old", "er", FROM.minusSeconds(1));
        add(ada, "p-7", "s-ada", "NO_TIME", NOON);
        GrantFigures figures = figures();
        assertThat(figures.sessions()).isEqualTo(3);
        assertThat(figures.grants()).isEqualTo(1);
        assertThat(figures.byUnit()).containsExactly(new Share("icu", 1, 1));
        assertThat(figures.byRole())
                .as("the role everybody has says nothing")
                .containsExactly(new Share("nurse", 1, 3), new Share("physician", 1, 1));
        assertThat(figures.map()).containsExactly(new Cell("icu", "NO_TIME", 1));
    }

    @Test
    void a_session_the_history_does_not_know_has_no_unit() throws SQLException {
        add(ada, "p-7", "nowhere", "NO_TIME", NOON);
        assertThat(figures().byUnit()).containsExactly(new Share("", 1, 0));
    }

    @Test
    void an_extension_is_counted_as_one_and_not_as_a_second_grant() throws SQLException {
        Grant first = add(ada, "p-7", "s-ada", "NO_TIME", NOON);
        table.end(tx, realm, first.id(), new Grant.End(NOON.plusSeconds(60), EndReason.REPLACED, ada));
        add(ada, "p-7", "s-ada", "NO_TIME", NOON.plusSeconds(60));
        GrantFigures figures = figures();
        assertThat(figures.grants()).isEqualTo(1);
        assertThat(figures.extensions()).isEqualTo(1);
        assertThat(figures.repeatUsers()).isEmpty();
        assertThat(figures.patientsWithMore()).isZero();
    }

    @Test
    void who_does_it_again_and_which_patients_it_happens_to_again_is_seen() throws SQLException {
        add(ada, "p-7", "s-1", "NO_TIME", NOON);
        add(ada, "p-8", "s-1", "OTHER", NOON);
        add(ada, "p-8", "s-2", "NO_TIME", NOON);
        add(ben, "p-8", "s-3", "NO_TIME", NOON);
        GrantFigures figures = figures();
        assertThat(figures.repeatUsers()).containsExactly(new RepeatUser(ada, "user-" + ada.value(), 3, 2));
        assertThat(figures.patientsWithMore()).isEqualTo(1);
        assertThat(figures.map()).containsExactly(new Cell("", "NO_TIME", 3), new Cell("", "OTHER", 1));
    }

    @Test
    void another_realm_and_another_time_are_not_counted() throws SQLException {
        add(ada, "p-7", "s-1", "NO_TIME", FROM);
        add(ada, "p-8", "s-1", "NO_TIME", TO);
        assertThat(figures().grants()).isEqualTo(1);
        assertThat(new GrantCounts(tx, new RealmId("other"), FROM, TO).figures().grants())
                .isZero();
    }

    private GrantFigures figures() throws SQLException {
        return new GrantCounts(tx, realm, FROM, TO).figures();
    }

    private Grant add(UserId person, String patient, String session, String reason, Instant from) throws SQLException {
        Grant grant = new Grant(
                UUID.randomUUID().toString().replace("-", ""),
                realm,
                person,
                "user-" + person.value(),
                patient,
                List.of("ward-board"),
                "clinical",
                "read",
                "BTG",
                reason,
                1,
                from,
                from.plusSeconds(600),
                new Grant.Binding(session, "ward-board", null, null),
                false,
                null,
                false,
                null);
        table.add(tx, grant);
        return grant;
    }

    private void signsIn(UserId person, String session, @Nullable String unit, Instant at) throws SQLException {
        seq++;
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_history_event (at, seq, nseq, boot, event_id, realm_id, kind, type, outcome, cause,"
                        + " method, protocol, user_id, unit, session_id) VALUES (?, ?, ?, 'counts-test',"
                        + " gen_random_uuid(), ?, 'SIGN_IN', 'LOGIN', 'SUCCESS', 'NONE', 'PASSWORD', 'OIDC', ?, ?, ?)")) {
            insert.setObject(1, at.atOffset(ZoneOffset.UTC));
            insert.setLong(2, seq);
            insert.setLong(3, seq);
            insert.setString(4, realm.value());
            insert.setString(5, person.value());
            insert.setString(6, unit);
            insert.setString(7, session);
            insert.executeUpdate();
        }
    }

    private String role(String name) throws SQLException {
        String id = UUID.randomUUID().toString();
        run("INSERT INTO keycloak_role (id, name, realm_id) VALUES (?, ?, ?)", id, name, realm.value());
        return id;
    }

    private void run(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
