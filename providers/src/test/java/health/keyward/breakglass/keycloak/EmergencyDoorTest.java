package health.keyward.breakglass.keycloak;

import static health.keyward.breakglass.core.EmergencyExamples.ANA;
import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.consent;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencyAlarm.Tone;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencySeal;
import health.keyward.breakglass.core.HistoryConsent;
import health.keyward.breakglass.core.NormalPath;
import health.keyward.breakglass.core.NormalPath.Part;
import health.keyward.breakglass.store.EmergencyAlarms;
import health.keyward.breakglass.store.EmergencyOpenings;
import health.keyward.breakglass.store.EmergencySeals;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Room;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
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
import org.hibernate.Session;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;

/** How the normal path stood stands in the row of the opening, in the record and in every alarm, on the real tables (EA-3). */
class EmergencyDoorTest {
    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final List<Recorded.Act> acts = new ArrayList<>();
    private List<String> held = List.of("otp-1", "password-1");
    private Connection tx;

    @BeforeEach
    void connects() throws SQLException {
        tx = RealDatabase.connect();
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void opened_and_used_while_the_path_is_healthy_it_is_as_loud_as_can_be() throws SQLException {
        opensAndUses(Optional.of(new NormalPath(Set.of())));
        assertThat(newest().path()).isEqualTo(new NormalPath(Set.of()));
        assertThat(alarms())
                .hasSize(2)
                .allSatisfy(alarm -> assertThat(alarm.tone()).isEqualTo(Tone.LOUDEST))
                .allSatisfy(alarm -> assertThat(alarm.detail()).endsWith("normal path was healthy"));
        assertThat(acts)
                .filteredOn(act -> !act.type().equals("EMERGENCY_ADMIN_BEGUN"))
                .hasSize(2)
                .allSatisfy(act -> assertThat(act.facts()).containsEntry("normal_path", "WHOLE"));
    }

    @Test
    void opened_and_used_while_the_engine_is_down_it_is_explained() throws SQLException {
        opensAndUses(Optional.of(new NormalPath(Set.of(Part.DECISION_ENGINE, Part.MAIL))));
        assertThat(newest().path()).isEqualTo(new NormalPath(Set.of(Part.DECISION_ENGINE, Part.MAIL)));
        assertThat(alarms())
                .hasSize(2)
                .allSatisfy(alarm -> assertThat(alarm.tone()).isEqualTo(Tone.EXPLAINED))
                .allSatisfy(alarm -> assertThat(alarm.detail())
                        .endsWith("normal path is down: the decision engine, the mail server"));
    }

    @Test
    void a_probe_that_cannot_tell_opens_all_the_same_and_is_loud() throws SQLException {
        opensAndUses(Optional.empty());
        assertThat(newest().path()).isNull();
        assertThat(alarms())
                .hasSize(2)
                .allSatisfy(alarm -> assertThat(alarm.tone()).isEqualTo(Tone.LOUDEST));
    }

    @Test
    void however_the_path_stands_one_custodian_opens_nothing() throws SQLException {
        EmergencyDoor door = door(Optional.of(new NormalPath(Set.of(Part.values()))));
        door.begin(realm, sealed(), consent(ANA, "session-a", NOON), true, "Exercise");
        assertThat(door.join(model(), sealed(), newest(), consent(ANA, "session-b", NOON)))
                .contains(EmergencyOpening.Hindrance.SAME_PERSON);
        assertThat(door.use(realm, sealed(), newest(), "session-x", "10.1.2.3")).isFalse();
        assertThat(alarms()).isEmpty();
    }

    @Test
    void after_its_use_it_is_opened_only_when_what_it_holds_was_bound() throws SQLException {
        EmergencyDoor door = door(Optional.of(new NormalPath(Set.of())));
        opensAndUses(Optional.of(new NormalPath(Set.of())));
        new EmergencyOpenings().over(tx, realm, newest().id(), NOON.plusSeconds(60));
        held = List.of("otp-2", "password-2");
        assertThat(door.sealed(realm, "sealed-1")).isFalse();
        EmergencyOpening again = begun(NOON.plusSeconds(120));
        assertThat(door.join(model(), sealed(), again, consent(BEN, "session-d", NOON.plusSeconds(120))))
                .contains(EmergencyOpening.Hindrance.NOT_SEALED);
        new EmergencySeals()
                .seal(
                        tx,
                        realm,
                        "sealed-1",
                        new EmergencySeal(
                                Set.copyOf(held), UUID.randomUUID(), "ada-id", "bo-id", NOON.plusSeconds(90)));
        assertThat(door.sealed(realm, "sealed-1")).isTrue();
        assertThat(door.join(model(), sealed(), again, consent(BEN, "session-d", NOON.plusSeconds(120))))
                .isEmpty();
        held = List.of("otp-3", "password-2");
        assertThat(door.sealed(realm, "sealed-1")).as("another authenticator").isFalse();
    }

    @Test
    void the_history_of_sign_ins_is_closed_to_a_session_until_another_custodian_opens_it() throws SQLException {
        opensAndUses(Optional.empty());
        EmergencyDoor door = door(Optional.empty());
        HistoryLeave leave = new HistoryLeave(door);
        Actor reader = new Actor(realm.value(), "sealed-1", "sealed-1", "keyward-console", "session-x", "10.1.2.3");
        assertThat(leave.refuses(realm, reader))
                .hasValueSatisfying(why -> assertThat(why).contains("another custodian"));
        assertThat(door.allow(realm, sealed(), newest(), consent(ANA, "session-c", NOON)))
                .contains(HistoryConsent.Hindrance.SAME_PERSON);
        assertThat(leave.refuses(realm, reader)).isPresent();
        assertThat(door.allow(realm, sealed(), newest(), consent(BEN, "session-c", NOON)))
                .isEmpty();
        assertThat(leave.refuses(realm, reader)).isEmpty();
        assertThat(leave.refuses(
                        realm,
                        new Actor(realm.value(), "sealed-1", "sealed-1", "keyward-console", "session-y", "10.1.2.3")))
                .as("another session")
                .isPresent();
        assertThat(acts.getLast()).satisfies(act -> {
            assertThat(act.type()).isEqualTo("EMERGENCY_ADMIN_READING_ALLOWED");
            assertThat(act.actor().userId()).isEqualTo(BEN.id());
        });
        EmergencyDoor later = new EmergencyDoor(
                session(), Clock.fixed(NOON.plus(HistoryConsent.LASTS), ZoneOffset.UTC), any -> Optional.empty());
        assertThat(new HistoryLeave(later).refuses(realm, reader))
                .as("a quarter of an hour later")
                .isPresent();
    }

    private EmergencyOpening begun(Instant at) throws SQLException {
        new EmergencyOpenings()
                .begin(
                        tx,
                        realm,
                        new EmergencyOpening(
                                UUID.randomUUID(),
                                "sealed-1",
                                "sealed-1",
                                true,
                                "Again",
                                consent(ANA, "session-e", at),
                                null,
                                null,
                                null,
                                null,
                                null));
        return newest();
    }

    private void opensAndUses(Optional<NormalPath> found) throws SQLException {
        EmergencyDoor door = door(found);
        door.begin(realm, sealed(), consent(ANA, "session-a", NOON), true, "Exercise");
        assertThat(door.join(model(), sealed(), newest(), consent(BEN, "session-b", NOON)))
                .isEmpty();
        assertThat(door.use(realm, sealed(), newest(), "session-x", "10.1.2.3")).isTrue();
    }

    private EmergencyDoor door(Optional<NormalPath> found) {
        return new EmergencyDoor(session(), Clock.fixed(NOON, ZoneOffset.UTC), any -> found);
    }

    private RealmModel model() {
        return Answering.of(RealmModel.class, Map.of("getId", a -> realm.value()));
    }

    private EmergencyOpening newest() throws SQLException {
        return new EmergencyOpenings().newest(tx, realm, "sealed-1").orElseThrow();
    }

    private List<EmergencyAlarm> alarms() throws SQLException {
        return new EmergencyAlarms()
                .due(tx, NOON).stream()
                        .map(EmergencyAlarms.Waiting::alarm)
                        .filter(alarm -> alarm.realm().equals(realm))
                        .toList();
    }

    private static CredentialModel credential(String id) {
        CredentialModel credential = new CredentialModel();
        credential.setId(id);
        return credential;
    }

    private KeycloakSession session() {
        Session hibernate = Answering.of(Session.class, Map.of("doReturningWork", a -> {
            try {
                return ((ReturningWork<?>) a[0]).execute(tx);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
        EntityManager entities = Answering.of(EntityManager.class, Map.of("unwrap", a -> hibernate));
        JpaConnectionProvider jpa =
                Answering.of(JpaConnectionProvider.class, Map.of("getEntityManager", a -> entities));
        Ledger ledger = Answering.of(Ledger.class, Map.of("acted", a -> {
            acts.add((Recorded.Act) a[0]);
            return "";
        }));
        Room room = new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return door == Ledger.class ? Optional.of(door.cast(ledger)) : Optional.empty();
            }
        };
        Map<String, Function<Object[], @Nullable Object>> answers = new HashMap<>();
        answers.put("getProvider", a -> a[0] == JpaConnectionProvider.class ? jpa : null);
        answers.put("getAllProviders", a -> Set.of(room));
        SubjectCredentialManager credentials = Answering.of(
                SubjectCredentialManager.class,
                Map.of("getStoredCredentialsStream", a -> held.stream().map(EmergencyDoorTest::credential)));
        UserModel account = Answering.of(UserModel.class, Map.of("credentialManager", a -> credentials));
        UserProvider users = Answering.of(UserProvider.class, Map.of("getUserById", a -> account));
        answers.put("users", a -> users);
        return Answering.of(KeycloakSession.class, answers);
    }
}
