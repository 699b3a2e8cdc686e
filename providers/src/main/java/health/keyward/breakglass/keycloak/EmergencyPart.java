package health.keyward.breakglass.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approvals;
import health.keyward.audit.Projection;
import health.keyward.audit.Veto;
import health.keyward.breakglass.rest.EmergencyDesk;
import health.keyward.breakglass.store.EmergencyActions;
import health.keyward.breakglass.store.EmergencyFailures;
import health.keyward.history.ReadingLeave;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.AccountRuling;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires what concerns emergency administrators. Option: {@code emergency-syslog}, where alarms are written beside the mail. */
final class EmergencyPart {
    private static final int LOCK = 78;
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int ROUNDS_LOCK = 79;
    private static final Duration ROUNDS_EVERY = Duration.ofMinutes(10);

    private final Clock clock;
    private final EmergencyRegisters registers;
    private EmergencySyslog syslog = new EmergencySyslog(EmergencySyslog.USUAL);

    EmergencyPart(Clock clock) {
        this.clock = clock;
        this.registers = new EmergencyRegisters(clock, System::nanoTime);
    }

    void init(Config.Scope config) {
        String target = config.get("emergency-syslog");
        if (target != null) {
            syslog = new EmergencySyslog(URI.create(target));
        }
    }

    EmergencyBook book(KeycloakSession session) {
        return new EmergencyBook(session, clock);
    }

    List<Approvable> kinds(KeycloakSession session) {
        return List.of(
                new EmergencyRegisterKind(book(session)),
                new EmergencySealKind(session, book(session), new EmergencyDoor(session, clock)));
    }

    AccountRuling ruling(KeycloakSession session) {
        return new EmergencyRuling(session, registers, new EmergencyDoor(session, clock));
    }

    ReadingLeave leave(KeycloakSession session) {
        return new HistoryLeave(new EmergencyDoor(session, clock));
    }

    /** What the log says of emergency accounts. */
    Projection projection() {
        EmergencyFailures failures = new EmergencyFailures();
        EmergencyActions actions = new EmergencyActions();
        return (tx, batch) -> {
            failures.project(tx, batch);
            actions.project(tx, batch);
        };
    }

    Veto staff(KeycloakSession session) {
        return new EmergencyStaff(session, clock);
    }

    EmergencyDesk desk(KeycloakSession session, AdminCall call) {
        return new EmergencyDesk(
                call,
                book(session),
                new EmergencyStandings(session, call.realm()),
                new EmergencyDoor(session, clock),
                Doors.open(session, Approvals.class));
    }

    void start(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof EmergencyRegisters.Published) {
                registers.forget();
            }
        });
        EmergencyWork work = new EmergencyWork(syslog, clock);
        new ClusterTask("emergency-admins", LOCK, EVERY, work::round).schedule(factory);
        EmergencyRounds rounds = new EmergencyRounds(clock);
        new ClusterTask("emergency-rounds", ROUNDS_LOCK, ROUNDS_EVERY, rounds::round).schedule(factory);
    }
}
