package health.keyward.alerts.keycloak;

import health.keyward.alerts.core.Alarm;
import health.keyward.alerts.core.Wording;
import health.keyward.alerts.store.ToldAlarms;
import health.keyward.audit.Integrity;
import health.keyward.audit.Integrity.Finding;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.notice.Notices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the alerts room. It has no options: how soon somebody is told is not for settings, and how they are told is for the room {@code notice}. */
public final class AlertsRoomFactory implements RoomFactory {
    public static final String ID = "alerts";

    private static final Logger LOG = Logger.getLogger(AlertsRoomFactory.class);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int LOCK = 43;
    private static final Duration LOOK = Duration.ofSeconds(10);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                new ClusterTask("alerts", LOCK, LOOK, AlertsRoomFactory::look).schedule(migrated.getFactory());
            }
        });
    }

    /** In one transaction: what is told and that it was told. A crash undoes both. */
    private static void look(KeycloakSession session) {
        Integrity ledger = Doors.open(session, Integrity.class);
        List<Finding> found = ledger.findings();
        Instant now = CLOCK.instant();
        List<Alarm> alarms = new Database(session).write(tx -> ToldAlarms.round(tx, found, now));
        Optional<Notices> notices = Doors.all(session, Notices.class).stream().findFirst();
        for (Alarm alarm : alarms) {
            say(alarm, notices.isPresent());
            notices.ifPresent(door -> ledger.keepers()
                    .forEach(realm -> Wording.of(realm, alarm, now).ifPresent(door::tell)));
        }
    }

    /** For whoever watches the log of the server; the only way there is when the room of notices is closed. */
    private static void say(Alarm alarm, boolean told) {
        switch (alarm) {
            case Alarm.Raised raised ->
                LOG.errorf(
                        "the ledger does not prove itself: %s: %s%s",
                        raised.finding().code(),
                        raised.finding().detail(),
                        told ? "" : "; nobody is told, the room notice is closed");
            case Alarm.Over over ->
                LOG.infof("the ledger proves itself again: %s", over.key().code());
            case Alarm.Past past -> LOG.debugf("%s is past", past.key());
        }
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return Optional.empty();
            }
        };
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void close() {}
}
