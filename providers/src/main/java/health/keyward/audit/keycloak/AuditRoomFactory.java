package health.keyward.audit.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.NameKey;
import health.keyward.audit.rest.AuditResource;
import health.keyward.audit.store.ChangeEar;
import health.keyward.audit.store.Inbox;
import health.keyward.audit.store.Sequencer;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * The audit room. It cannot be closed. Options: {@code name-key-file} (required: at least 32 bytes, the same on every node),
 * {@code sequence-every-millis}, {@code console-clients}, {@code console-max-age-seconds}.
 */
public final class AuditRoomFactory implements RoomFactory {
    public static final String ID = "audit";

    static final Clock CLOCK = Clock.systemUTC();

    private static final int SEQUENCER_LOCK = 1;
    private static final int MOST_PER_ROUND = 1_000;

    private final EventIds ids = new EventIds();
    private final Inbox inbox = new Inbox(ids);
    private final ChangeEar ear = new ChangeEar();
    private final Sequencer sequencer = new Sequencer(CLOCK);
    private final AtomicInteger most = new AtomicInteger(MOST_PER_ROUND);
    private @Nullable Activity activity;
    private @Nullable AdminGate gate;
    private Duration every = Duration.ofMillis(500);

    static AuditRoomFactory of(KeycloakSession session) {
        return (AuditRoomFactory) session.getKeycloakSessionFactory().getProviderFactory(Room.class, ID);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        gate = new AdminGate(
                Set.of(config.get("console-clients", "keyward-console").split("\\s*,\\s*")),
                Duration.ofSeconds(config.getInt("console-max-age-seconds", 43_200)),
                CLOCK);
        every = Duration.ofMillis(Math.clamp(config.getInt("sequence-every-millis", 500), 50, 60_000));
        String keyFile = config.get("name-key-file");
        activity = keyFile == null ? null : new Activity(new NameKey(bytes(keyFile)));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(this::started);
        factory.register(new ModelListener());
    }

    private void started(ProviderEvent event) {
        if (!(event instanceof PostMigrationEvent migrated)) {
            return;
        }
        activity();
        KeycloakSessionFactory factory = migrated.getFactory();
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> ear.listenTo(new Database(session).entityManager().getEntityManagerFactory()));
        new ClusterTask("sequencer", SEQUENCER_LOCK, every, this::sequence).schedule(factory);
    }

    /** A row that a projection cannot take holds nobody up for long: the rounds shrink until it is alone, then it enters the log without it. */
    private void sequence(KeycloakSession session) {
        List<Projection> projections = Doors.all(session, Projection.class);
        int round = most.get();
        most.set(Math.max(1, round / 10));
        int moved = new Database(session).write(tx -> sequencer.round(tx, round, projections));
        if (moved >= 0) {
            most.set(MOST_PER_ROUND);
        }
    }

    @Override
    public Room create(KeycloakSession session) {
        Ledger ledger = new SessionLedger(session, this);
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return door == Ledger.class
                        ? Optional.of(door.cast(ledger))
                        : door == AdminGate.class ? Optional.of(door.cast(gate())) : Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new AuditResource(call, ledger));
            }
        };
    }

    Activity activity() {
        if (activity == null) {
            throw new IllegalStateException(
                    "Keyward needs --spi-keyward-room--audit--name-key-file=PATH: a file with at least 32 random bytes, the same on every node");
        }
        return activity;
    }

    AdminGate gate() {
        return java.util.Objects.requireNonNull(gate, "init comes first");
    }

    ChangeEar ear() {
        return ear;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Writes rows in a transaction of their own that is committed before this returns. */
    void inOwnTransaction(KeycloakSession session, List<Recorded> rows) {
        Witness.inFreshSession(session, fresh -> write(fresh, rows));
    }

    void write(KeycloakSession session, List<Recorded> rows) {
        inbox.add(new Database(session).entityManager(), rows);
    }

    @Override
    public void close() {}

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("the key file for unknown names cannot be read: " + file, e);
        }
    }
}
