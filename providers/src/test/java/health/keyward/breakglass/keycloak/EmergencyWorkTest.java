package health.keyward.breakglass.keycloak;

import static health.keyward.breakglass.core.EmergencyExamples.ANA;
import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.consent;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.store.EmergencyAlarms;
import health.keyward.breakglass.store.EmergencyOpenings;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Room;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.AuthenticationSessionProvider;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** Alarms go out, and what an emergency account signed in with is void afterwards, on the real tables (EA-6 to EA-8). */
class EmergencyWorkTest {
    @TempDir
    private Path folder;

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final UUID opening = UUID.randomUUID();
    private final List<Recorded.Act> acts = new ArrayList<>();
    private final List<Notice> told = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private boolean sessionThere = true;
    private boolean entering;
    private Connection tx;

    @BeforeEach
    void used() throws SQLException {
        tx = RealDatabase.connect();
        EmergencyOpenings openings = new EmergencyOpenings();
        openings.begin(
                tx,
                realm,
                new EmergencyOpening(
                        opening,
                        "sealed-1",
                        "sealed-1",
                        true,
                        "Exercise",
                        consent(ANA, "session-a", NOON),
                        null,
                        null,
                        null,
                        null,
                        null));
        openings.join(tx, realm, opening, consent(BEN, "session-b", NOON), null);
        openings.use(tx, realm, opening, "session-x", NOON);
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void while_the_session_runs_nothing_is_touched() throws SQLException {
        round("emergency.log", NOON.plus(Duration.ofMinutes(59)));
        assertThat(removed).isEmpty();
        assertThat(acts).isEmpty();
        assertThat(overAt()).isNull();
    }

    @Test
    void after_an_hour_the_session_ends_and_every_credential_goes() throws SQLException {
        Instant at = NOON.plus(Duration.ofMinutes(60));
        round("emergency.log", at);
        assertThat(removed).containsExactly("session session-x", "credential otp-1", "credential password-1");
        assertThat(overAt()).isEqualTo(at);
        assertThat(acts).singleElement().satisfies(act -> {
            assertThat(act.type()).isEqualTo("EMERGENCY_ADMIN_CLOSED");
            assertThat(act.facts()).containsEntry("credentials_removed", "2");
        });
        round("emergency.log", at);
        assertThat(acts).as("once").hasSize(1);
    }

    @Test
    void after_a_sign_out_the_credentials_go_at_once() throws SQLException {
        sessionThere = false;
        round("emergency.log", NOON.plusSeconds(30));
        assertThat(removed).contains("credential otp-1", "credential password-1");
    }

    @Test
    void who_is_still_on_the_way_in_is_not_taken_for_gone() throws SQLException {
        sessionThere = false;
        entering = true;
        round("emergency.log", NOON.plusSeconds(30));
        assertThat(removed).isEmpty();
        round("emergency.log", NOON.plus(Duration.ofMinutes(31)));
        assertThat(removed)
                .as("nobody is on the way longer than a sign-in may take")
                .isNotEmpty();
    }

    @Test
    void an_alarm_is_told_by_mail_and_written_to_the_syslog_once() throws SQLException, IOException {
        raised();
        round("emergency.log", NOON);
        round("emergency.log", NOON.plusSeconds(5));
        assertThat(told)
                .singleElement()
                .satisfies(notice -> assertThat(notice.topic()).isEqualTo("emergency-admin-used"));
        assertThat(Files.readAllLines(folder.resolve("emergency.log")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("2026-11-29T12:00:00.000000Z"));
    }

    @Test
    void while_the_syslog_takes_nothing_the_mail_goes_out_and_the_line_follows_with_its_own_time()
            throws SQLException, IOException {
        raised();
        round("missing/emergency.log", NOON);
        assertThat(told).hasSize(1);
        Files.createDirectory(folder.resolve("missing"));
        round("missing/emergency.log", NOON.plusSeconds(4));
        assertThat(folder.resolve("missing/emergency.log")).as("not yet").doesNotExist();
        round("missing/emergency.log", NOON.plusSeconds(5));
        assertThat(Files.readAllLines(folder.resolve("missing/emergency.log")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("2026-11-29T12:00:00.000000Z"));
        assertThat(told).hasSize(1);
    }

    private void raised() throws SQLException {
        new EmergencyAlarms()
                .raise(
                        tx,
                        new EmergencyAlarm(
                                UUID.randomUUID(),
                                realm,
                                EmergencyAlarm.Kind.EMERGENCY_ADMIN_USED,
                                "sealed-1",
                                "said to be real",
                                "10.1.2.3",
                                NOON));
    }

    private @Nullable Instant overAt() throws SQLException {
        return new EmergencyOpenings().find(tx, realm, opening).orElseThrow().overAt();
    }

    private void round(String syslog, Instant now) {
        new EmergencyWork(new EmergencySyslog(folder.resolve(syslog).toUri()), Clock.fixed(now, ZoneOffset.UTC))
                .round(session());
    }

    private KeycloakSession session() {
        RealmModel model = Answering.of(
                RealmModel.class, Map.of("getId", a -> realm.value(), "getAccessCodeLifespanLogin", a -> 1800));
        UserSessionModel running = Answering.of(UserSessionModel.class, Map.of("getId", a -> "session-x"));
        SubjectCredentialManager credentials = Answering.of(
                SubjectCredentialManager.class,
                Map.of(
                        "getStoredCredentialsStream",
                        a -> Stream.of(credential("otp-1"), credential("password-1")),
                        "removeStoredCredentialById",
                        a -> removed.add("credential " + a[0])));
        UserModel account = Answering.of(UserModel.class, Map.of("credentialManager", a -> credentials));
        Map<String, Function<Object[], @Nullable Object>> sessions = new HashMap<>();
        sessions.put("getUserSession", a -> sessionThere && "session-x".equals(a[1]) ? running : null);
        sessions.put("getUserSessionsStream", a -> sessionThere ? Stream.of(running) : Stream.empty());
        sessions.put("removeUserSession", a -> {
            removed.add("session " + ((UserSessionModel) a[1]).getId());
            return null;
        });
        RootAuthenticationSessionModel root = Answering.of(
                RootAuthenticationSessionModel.class,
                Map.of(
                        "getAuthenticationSessions",
                        a -> entering
                                ? Map.of("tab", Answering.of(AuthenticationSessionModel.class, Map.of()))
                                : Map.of()));
        Map<String, Object> parts = Map.of(
                "realms",
                Answering.of(
                        RealmProvider.class,
                        Map.of("getRealm", a -> realm.value().equals(a[0]) ? model : null)),
                "users",
                Answering.of(UserProvider.class, Map.of("getUserById", a -> account)),
                "sessions",
                Answering.of(UserSessionProvider.class, sessions),
                "authenticationSessions",
                Answering.of(AuthenticationSessionProvider.class, Map.of("getRootAuthenticationSession", a -> root)));
        Map<String, Function<Object[], @Nullable Object>> answers = new HashMap<>();
        parts.forEach((name, part) -> answers.put(name, a -> part));
        answers.put("getProvider", a -> a[0] == JpaConnectionProvider.class ? jpa() : null);
        answers.put("getAllProviders", a -> Set.of(room()));
        return Answering.of(KeycloakSession.class, answers);
    }

    private static CredentialModel credential(String id) {
        CredentialModel credential = new CredentialModel();
        credential.setId(id);
        return credential;
    }

    private JpaConnectionProvider jpa() {
        Session hibernate = Answering.of(Session.class, Map.of("doReturningWork", a -> {
            try {
                return ((ReturningWork<?>) a[0]).execute(tx);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
        EntityManager entities = Answering.of(EntityManager.class, Map.of("unwrap", a -> hibernate));
        return Answering.of(JpaConnectionProvider.class, Map.of("getEntityManager", a -> entities));
    }

    private Room room() {
        Ledger ledger = Answering.of(Ledger.class, Map.of("acted", a -> {
            acts.add((Recorded.Act) a[0]);
            return "";
        }));
        Notices notices = told::add;
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Ledger.class) {
                    return Optional.of(door.cast(ledger));
                }
                return door == Notices.class ? Optional.of(door.cast(notices)) : Optional.empty();
            }
        };
    }
}
