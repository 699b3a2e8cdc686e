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
import health.keyward.breakglass.core.EmergencyExamples;
import health.keyward.breakglass.core.EmergencyFactor;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.store.AskLists;
import health.keyward.breakglass.store.AskText;
import health.keyward.breakglass.store.EmergencyAlarms;
import health.keyward.breakglass.store.EmergencyOpenings;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Room;
import health.keyward.stepup.AccessRuling.Entry;
import health.keyward.stepup.AccessRuling.Moment;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** What the gate is told of an emergency account, with the real tables behind it (EA-3 to EA-7). */
class EmergencyRulingTest {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final String HERE = "10.1.2.3";

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final UUID opening = UUID.randomUUID();
    private final List<Recorded.Act> acts = new ArrayList<>();
    private final Map<String, String> notes = new HashMap<>();
    private String signIn = "session-x";
    private @Nullable String action;
    private String client = "keyward-console";
    private Instant now = LATER;
    private Connection tx;
    private EmergencyRuling ruling;

    @BeforeEach
    void furnishes() throws SQLException {
        tx = RealDatabase.connect();
        String body = AskText.of(new EmergencyRegister(
                List.of(EmergencyExamples.sealed("sealed-1", EmergencyFactor.ONE_TIME_CODE, "10.1.0.0/16"))));
        new AskLists()
                .publish(
                        tx,
                        realm,
                        AskLists.Kind.EMERGENCY_ADMINS,
                        new AskLists.Version(
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
        KeycloakSession session = session();
        ruling = new EmergencyRuling(
                session, new EmergencyRegisters(clock(), System::nanoTime), new EmergencyDoor(session, clock()));
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void of_people_who_are_not_registered_it_says_nothing() {
        assertThat(ruling.on(entry("nurse-id", Moment.SIGN_IN, Level.MULTI_FACTOR)))
                .isEmpty();
    }

    @Test
    void an_account_that_nobody_opened_is_refused_recorded_and_told() throws SQLException {
        assertThat(code(ruling.on(entry(Moment.SIGN_IN, Level.PASSWORD)))).isEqualTo("emergency.not_opened");
        assertThat(acts).singleElement().satisfies(act -> {
            assertThat(act.type()).isEqualTo("EMERGENCY_ADMIN_REFUSED");
            assertThat(act.actor().address()).isEqualTo(HERE);
        });
        assertThat(alarms()).containsExactly("EMERGENCY_ADMIN_REFUSED sealed-1");
    }

    @Test
    void an_open_account_is_asked_for_its_factor_and_let_in_when_it_has_shown_it() throws SQLException {
        opened();
        assertThat(ruling.on(entry(Moment.SIGN_IN, Level.PASSWORD)))
                .hasValueSatisfying(word -> assertThat(word)
                        .isInstanceOfSatisfying(
                                Ruling.Allowed.class,
                                allowed -> assertThat(allowed.need().level()).isEqualTo(Level.MULTI_FACTOR)));
        assertThat(newest().usedSession()).as("a password uses nothing up").isNull();

        assertThat(ruling.on(entry(Moment.SIGN_IN, Level.MULTI_FACTOR))).containsInstanceOf(Ruling.Allowed.class);
        assertThat(newest().usedSession()).isEqualTo("session-x");
        assertThat(acts).extracting(Recorded.Act::type).containsExactly("EMERGENCY_ADMIN_USED");
        assertThat(alarms()).containsExactly("EMERGENCY_ADMIN_USED sealed-1");
    }

    @Test
    void the_session_that_was_let_in_gets_tokens_for_an_hour_and_then_none_and_no_alarm() throws SQLException {
        opened();
        ruling.on(entry(Moment.SIGN_IN, Level.MULTI_FACTOR));
        now = LATER.plus(Duration.ofMinutes(59));
        assertThat(ruling.on(entry(Moment.REFRESH, Level.MULTI_FACTOR))).contains(new Ruling.Allowed(Need.PASSWORD));
        now = LATER.plus(Duration.ofMinutes(60));
        assertThat(code(ruling.on(entry(Moment.REFRESH, Level.MULTI_FACTOR)))).isEqualTo("emergency.not_opened");
        assertThat(alarms()).containsExactly("EMERGENCY_ADMIN_USED sealed-1");
    }

    @Test
    void another_session_another_place_and_an_app_with_the_password_are_refused() throws SQLException {
        opened();
        assertThat(code(ruling.on(entry("sealed-1", Moment.SIGN_IN, Level.PASSWORD, "10.2.0.1"))))
                .isEqualTo("emergency.other_network");
        assertThat(code(ruling.on(entry(Moment.PASSWORD, Level.PASSWORD)))).isEqualTo("emergency.no_browser");
        ruling.on(entry(Moment.SIGN_IN, Level.MULTI_FACTOR));
        signIn = "session-y";
        assertThat(code(ruling.on(entry(Moment.SIGN_IN, Level.MULTI_FACTOR)))).isEqualTo("emergency.not_opened");
        assertThat(code(ruling.on(entry(Moment.REFRESH, Level.MULTI_FACTOR)))).isEqualTo("emergency.not_opened");
        assertThat(alarms()).hasSize(5);
    }

    @Test
    void whoever_tries_again_and_again_is_told_of_eleven_times() throws SQLException {
        for (int i = 0; i < 15; i++) {
            ruling.on(entry(Moment.SIGN_IN, Level.PASSWORD));
        }
        assertThat(alarms()).hasSize(11);
        assertThat(code(ruling.on(entry(Moment.SIGN_IN, Level.PASSWORD)))).isEqualTo("emergency.too_many");
    }

    @Test
    void who_goes_to_open_an_account_is_asked_for_a_fresh_key_and_nobody_else_is() {
        assertThat(ruling.beside(entry("ana-id", Moment.SIGN_IN, Level.MULTI_FACTOR)))
                .isEqualTo(Need.PASSWORD);
        action = "keyward-custodian";
        assertThat(ruling.beside(entry("ana-id", Moment.SIGN_IN, Level.MULTI_FACTOR)))
                .isEqualTo(EmergencyRuling.KEY);
        assertThat(notes).as("a code proves nothing for that").isEmpty();
        assertThat(ruling.beside(entry("ana-id", Moment.SIGN_IN, Level.PHISHING_RESISTANT)))
                .isEqualTo(EmergencyRuling.KEY);
        assertThat(notes).hasSize(1);
        notes.clear();
        now = LATER.plus(Duration.ofMinutes(6));
        ruling.beside(entry("ana-id", Moment.SIGN_IN, Level.PHISHING_RESISTANT));
        assertThat(notes).as("shown six minutes ago").isEmpty();
    }

    @Test
    void a_custodian_gets_to_the_account_page_without_the_policy_and_to_no_app_and_nobody_else_does() {
        client = "account-console";
        assertThat(ruling.on(entry("ana-id", Moment.SIGN_IN, Level.PASSWORD)))
                .as("without the action")
                .isEmpty();
        action = "keyward-custodian";
        assertThat(ruling.on(entry("ana-id", Moment.SIGN_IN, Level.PASSWORD)))
                .contains(new Ruling.Allowed(EmergencyRuling.KEY));
        assertThat(ruling.on(entry("ana-id", Moment.REFRESH, Level.PASSWORD))).isEmpty();
        assertThat(ruling.on(entry("nurse-id", Moment.SIGN_IN, Level.PASSWORD))).isEmpty();
        client = "ward-board";
        assertThat(ruling.on(entry("ana-id", Moment.SIGN_IN, Level.PASSWORD))).isEmpty();
    }

    private void opened() throws SQLException {
        EmergencyOpenings openings = new EmergencyOpenings();
        openings.begin(
                tx,
                realm,
                new EmergencyOpening(
                        opening,
                        sealed().id(),
                        sealed().name(),
                        true,
                        "Exercise",
                        consent(ANA, "session-a", NOON),
                        null,
                        null,
                        null,
                        null,
                        null));
        openings.join(tx, realm, opening, consent(BEN, "session-b", NOON), null);
    }

    private EmergencyOpening newest() throws SQLException {
        return new EmergencyOpenings().newest(tx, realm, "sealed-1").orElseThrow();
    }

    private List<String> alarms() throws SQLException {
        return new EmergencyAlarms()
                .due(tx, NOON.plus(Duration.ofDays(1))).stream()
                        .filter(one -> one.alarm().realm().equals(realm))
                        .map(one -> one.alarm().kind() + " " + one.alarm().subject())
                        .toList();
    }

    private static String code(Optional<Ruling> word) {
        return word.filter(Ruling.Refused.class::isInstance)
                .map(Ruling.Refused.class::cast)
                .map(Ruling.Refused::codes)
                .orElse("let in");
    }

    private Entry entry(Moment moment, Level achieved) {
        return entry("sealed-1", moment, achieved);
    }

    private Entry entry(String person, Moment moment, Level achieved) {
        return entry(person, moment, achieved, HERE);
    }

    private Entry entry(String person, Moment moment, Level achieved, String address) {
        return new Entry(
                realm,
                moment,
                person,
                client,
                moment == Moment.SIGN_IN ? null : signIn,
                address,
                null,
                Set.of(),
                new Achieved(achieved, List.of(), LATER, false),
                Need.PASSWORD);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    /** Keycloak as far as it is asked: one connection, one sign-in under way, one room with the ledger. */
    private KeycloakSession session() {
        Session hibernate = Answering.of(Session.class, Map.of("doReturningWork", arguments -> {
            try {
                return ((ReturningWork<?>) arguments[0]).execute(tx);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
        EntityManager entities = Answering.of(EntityManager.class, Map.of("unwrap", arguments -> hibernate));
        JpaConnectionProvider jpa =
                Answering.of(JpaConnectionProvider.class, Map.of("getEntityManager", arguments -> entities));
        RootAuthenticationSessionModel root =
                Answering.of(RootAuthenticationSessionModel.class, Map.of("getId", arguments -> signIn));
        Map<String, Function<Object[], @Nullable Object>> underWay = Map.of(
                "getParentSession", arguments -> root,
                "getClientNote", arguments -> action,
                "setAuthNote", arguments -> notes.put(arguments[0].toString(), arguments[1].toString()));
        AuthenticationSessionModel entering = Answering.of(AuthenticationSessionModel.class, underWay);
        KeycloakContext context =
                Answering.of(KeycloakContext.class, Map.of("getAuthenticationSession", arguments -> entering));
        Ledger ledger = Answering.of(Ledger.class, Map.of("acted", arguments -> {
            acts.add((Recorded.Act) arguments[0]);
            return "";
        }));
        Room room = new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return door == Ledger.class ? Optional.of(door.cast(ledger)) : Optional.empty();
            }
        };
        Map<String, Function<Object[], @Nullable Object>> answers = new HashMap<>();
        answers.put("getProvider", arguments -> arguments[0] == JpaConnectionProvider.class ? jpa : null);
        answers.put("getAllProviders", arguments -> Set.of(room));
        answers.put("getContext", arguments -> context);
        KeycloakSession session = Answering.of(KeycloakSession.class, answers);
        KeycloakSessionFactory factory =
                Answering.of(KeycloakSessionFactory.class, Map.of("create", arguments -> session));
        answers.put("getKeycloakSessionFactory", arguments -> factory);
        return session;
    }
}
