package health.keyward.breakglass.store;

import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded.UserActivity;
import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencyAlarm.Kind;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.breakglass.store.EmergencyAlarms.Waiting;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alarms on the real table, and what the log says of failed attempts (EA-7). */
class EmergencyAlarmsTest {
    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final EmergencyAlarms alarms = new EmergencyAlarms();
    private Connection tx;

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
    void an_alarm_waits_until_it_was_told_and_written() throws SQLException {
        EmergencyAlarm alarm = alarm("used", Kind.EMERGENCY_ADMIN_USED);
        assertThat(alarms.raise(tx, alarm)).isTrue();
        assertThat(waiting(NOON)).containsExactly(new Waiting(alarm, false, false, 0));
        alarms.told(tx, alarm.id(), NOON);
        assertThat(waiting(NOON)).containsExactly(new Waiting(alarm, true, false, 0));
        alarms.written(tx, alarm.id(), NOON);
        assertThat(waiting(NOON)).isEmpty();
    }

    @Test
    void the_same_occasion_is_told_once() throws SQLException {
        assertThat(alarms.raise(tx, alarm("used", Kind.EMERGENCY_ADMIN_USED))).isTrue();
        assertThat(alarms.raise(tx, alarm("used", Kind.EMERGENCY_ADMIN_USED))).isFalse();
    }

    @Test
    void what_no_syslog_took_waits_with_its_original_time_and_is_never_given_up() throws SQLException {
        EmergencyAlarm alarm = alarm("used", Kind.EMERGENCY_ADMIN_USED);
        alarms.raise(tx, alarm);
        Instant now = NOON;
        for (int attempt = 0; attempt < 30; attempt++) {
            alarms.notWritten(tx, new Waiting(alarm, true, false, attempt), now);
            assertThat(waiting(now)).isEmpty();
            now = now.plusSeconds(11 * 60);
        }
        assertThat(waiting(now)).singleElement().satisfies(one -> {
            assertThat(one.alarm().at()).isEqualTo(NOON);
            assertThat(one.attempts()).isEqualTo(30);
        });
    }

    @Test
    void refused_attempts_of_an_address_are_counted() throws SQLException {
        alarms.raise(tx, alarm("one", Kind.EMERGENCY_ADMIN_REFUSED));
        alarms.raise(tx, alarm("two", Kind.EMERGENCY_ADMIN_REFUSED));
        alarms.raise(tx, alarm("three", Kind.EMERGENCY_ADMIN_USED));
        assertThat(alarms.refusedFrom(tx, realm, "10.1.2.3", NOON.minusSeconds(1)))
                .isEqualTo(2);
        assertThat(alarms.refusedFrom(tx, realm, "10.1.2.3", NOON)).isZero();
        assertThat(alarms.refusedFrom(tx, realm, "10.1.2.4", NOON.minusSeconds(1)))
                .isZero();
    }

    @Test
    void a_wrong_password_for_a_registered_account_raises_an_alarm_once_and_with_its_time() throws SQLException {
        register();
        EmergencyFailures failures = new EmergencyFailures();
        Entry wrong = entry("0a".repeat(16), "LOGIN_ERROR", "sealed-1", Map.of());
        failures.project(tx, List.of(wrong));
        failures.project(tx, List.of(wrong));
        assertThat(waiting(NOON.plusSeconds(60))).singleElement().satisfies(one -> {
            assertThat(one.alarm().kind()).isEqualTo(Kind.EMERGENCY_ADMIN_REFUSED);
            assertThat(one.alarm().subject()).isEqualTo("sealed-1");
            assertThat(one.alarm().detail()).isEqualTo("invalid_user_credentials");
            assertThat(one.alarm().at()).isEqualTo(NOON);
        });
    }

    @Test
    void failures_of_others_successes_and_what_the_gate_told_itself_raise_none() throws SQLException {
        register();
        new EmergencyFailures()
                .project(
                        tx,
                        List.of(
                                entry("0b".repeat(16), "LOGIN_ERROR", "nurse-id", Map.of()),
                                entry("0c".repeat(16), "LOGIN", "sealed-1", Map.of()),
                                entry("0d".repeat(16), "LOGIN_ERROR", null, Map.of()),
                                entry(
                                        "0e".repeat(16),
                                        "LOGIN_ERROR",
                                        "sealed-1",
                                        Map.of("reason", "emergency.not_opened"))));
        assertThat(waiting(NOON.plusSeconds(60))).isEmpty();
    }

    private void register() throws SQLException {
        String body = AskText.of(new EmergencyRegister(List.of(sealed())));
        new AskLists()
                .publish(
                        tx,
                        realm,
                        AskLists.Kind.EMERGENCY_ADMINS,
                        new Version(
                                1,
                                body,
                                AskText.hash(body),
                                "ana",
                                "ana-id",
                                "ben",
                                "ben-id",
                                UUID.randomUUID(),
                                NOON,
                                "First register"));
    }

    private List<Waiting> waiting(Instant now) throws SQLException {
        return alarms.due(tx, now).stream()
                .filter(one -> one.alarm().realm().equals(realm))
                .toList();
    }

    private EmergencyAlarm alarm(String occasion, Kind kind) {
        return new EmergencyAlarm(
                EmergencyAlarm.idOf(realm.value() + occasion), realm, kind, "sealed-1", "a detail", "10.1.2.3", NOON);
    }

    private Entry entry(String id, String type, @Nullable String person, Map<String, String> details) {
        UserActivity activity = new UserActivity(
                id,
                NOON,
                realm.value(),
                type,
                type.endsWith("_ERROR") ? "invalid_user_credentials" : null,
                person,
                person,
                null,
                "keyward-console",
                "openid-connect",
                "password",
                List.of(),
                null,
                null,
                false,
                "10.1.2.3",
                "A browser",
                null,
                null,
                List.of(),
                details);
        return new Entry(1, NOON, "boot", 1, activity);
    }
}
