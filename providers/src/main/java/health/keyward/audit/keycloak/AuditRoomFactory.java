package health.keyward.audit.keycloak;

import static java.util.Objects.requireNonNull;

import health.keyward.audit.AuditEvents;
import health.keyward.audit.Integrity;
import health.keyward.audit.Ledger;
import health.keyward.audit.LedgerSettings;
import health.keyward.audit.Recorded;
import health.keyward.audit.Retention;
import health.keyward.audit.core.NameKey;
import health.keyward.audit.rest.AuditResource;
import health.keyward.audit.store.Arrival;
import health.keyward.audit.store.ChangeEar;
import health.keyward.audit.store.LeafReader;
import health.keyward.audit.store.OpenRooms;
import health.keyward.audit.store.Rewrap;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.NodeTask;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.keycloak.WakeUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderEvent;

/**
 * The audit room. It cannot be closed. Options: {@code name-key-file} (required: at least 32 bytes, the same on every node),
 * {@code sequence-every-millis}, {@code console-clients}, {@code console-max-age-seconds}, and those of {@link SigningOptions},
 * {@link AnchorOptions}, {@link WriteOptions} and {@link FeedWork}.
 */
public final class AuditRoomFactory implements RoomFactory {
    public static final String ID = "audit";

    static final Clock CLOCK = Clock.systemUTC();

    /** How often a node sees whether somebody was erased, whether its clock was moved and whether its spool can be emptied. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** So often the sequencer looks for rows of other nodes; those of its own node it is told of. */
    private static final Duration OTHERS = Duration.ofSeconds(5);

    private final ChangeEar ear = new ChangeEar();
    private final WakeUp arrivals = new WakeUp(OTHERS);
    private @Nullable Activity activity;
    private @Nullable AuditEvents events;
    private @Nullable WriteOptions options;
    private volatile @Nullable Scribe scribe;
    private @Nullable Pulse pulse;
    private @Nullable AdminGate gate;
    private @Nullable LedgerWork work;
    private @Nullable FeedWork feeds;

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
        SigningOptions signing = SigningOptions.of(config);
        Duration every = Duration.ofMillis(Math.clamp(config.getInt("sequence-every-millis", 1_000), 50, 60_000));
        LeafReader reader = new LeafReader((tx, refs) -> opened().keys().byRef(tx, refs));
        work = signing == null
                ? null
                : new LedgerWork(
                        signing, AnchorOptions.of(config, signing, CLOCK), this::mark, reader, every, arrivals, CLOCK);
        feeds = FeedWork.of(config, reader::read, CLOCK);
        options = WriteOptions.of(config);
        String keyFile = config.get("name-key-file");
        activity = keyFile == null ? null : new Activity(new NameKey(bytes(keyFile)));
        events = keyFile == null ? null : new FhirEvents(bytes(keyFile), FeedWork.host());
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
        LedgerWork ledgerWork = work();
        KeycloakSessionFactory factory = migrated.getFactory();
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> ear.listenTo(new Database(session).entityManager().getEntityManagerFactory()));
        Scribe own = scribe(factory);
        recordClosedRooms(factory, own);
        ledgerWork.schedule(factory, new Rewrap(own.ring(), CLOCK, own.lane(), own.marker()));
        requireNonNull(feeds, "init comes first").schedule(factory);
        new NodeTask("look", LOOK, () -> look(factory, own)).schedule(factory);
        new NodeTask("pulse", Pulse.BEAT, requireNonNull(pulse, "begun with the scribe")::beats).schedule(factory);
    }

    /** Closing another room is a start option of the server; that it was used is an entry of the log. */
    private static void recordClosedRooms(KeycloakSessionFactory factory, Scribe own) {
        Map<String, Boolean> rooms = new TreeMap<>();
        ServiceLoader.load(RoomFactory.class, RoomFactory.class.getClassLoader())
                .forEach(room -> rooms.put(room.getId(), factory.getProviderFactory(Room.class, room.getId()) != null));
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> new Database(session).write(tx -> {
                    OpenRooms.follow(tx, rooms, own.marker(session), CLOCK.instant());
                    return true;
                }));
    }

    private void look(KeycloakSessionFactory factory, Scribe own) {
        own.keys().look();
        requireNonNull(pulse, "begun with the scribe").looks();
        own.empty(factory, LedgerWork.SEQUENCER_LOCK);
    }

    /** The write path, opened by whoever comes first: a realm may be imported before the server says that it has started. */
    Scribe scribe(KeycloakSessionFactory factory) {
        Scribe open = scribe;
        return open != null ? open : opened(factory);
    }

    private synchronized Scribe opened(KeycloakSessionFactory factory) {
        Scribe open = scribe;
        if (open == null) {
            WriteOptions asked = requireNonNull(options, "init comes first");
            open = Scribe.open(factory, asked, arrivals);
            Pulse first = new Pulse(open, asked.timeServer());
            first.begins();
            pulse = first;
            scribe = open;
        }
        return open;
    }

    private Scribe opened() {
        return requireNonNull(scribe, "opened before anything is sequenced");
    }

    /** An entry of the ledger about itself, as this server's next row. */
    private Arrival mark(String type, Map<String, String> facts) {
        return opened().mark(type, facts);
    }

    @Override
    public Room create(KeycloakSession session) {
        Ledger ledger = new SessionLedger(session, this);
        Map<Class<?>, Supplier<?>> doors = Map.of(
                Ledger.class, () -> ledger,
                AdminGate.class, this::gate,
                LedgerSettings.class, () -> new SessionSettings(session),
                AuditEvents.class, this::events,
                Retention.class, () -> retention(session),
                Integrity.class, () -> work().integrity(session));
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return Optional.ofNullable(doors.get(door)).map(made -> door.cast(made.get()));
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new AuditResource(work().desk(
                                call,
                                ledger,
                                scribe(session.getKeycloakSessionFactory())
                                        .ring()
                                        .epochs(),
                                () -> scribe(session.getKeycloakSessionFactory())
                                        .spool())));
            }
        };
    }

    private Retention retention(KeycloakSession session) {
        return new SessionRetention(session, scribe(session.getKeycloakSessionFactory()), work());
    }

    Activity activity() {
        if (activity == null) {
            throw new IllegalStateException(
                    "Keyward needs --spi-keyward-room--audit--name-key-file=PATH: a file with at least 32 random"
                            + " bytes, the same on every node");
        }
        return activity;
    }

    private AuditEvents events() {
        activity();
        return requireNonNull(events, "made with the activity");
    }

    LedgerWork work() {
        if (work == null) {
            throw new IllegalStateException(SigningOptions.MISSING);
        }
        return work;
    }

    AdminGate gate() {
        return requireNonNull(gate, "init comes first");
    }

    ChangeEar ear() {
        return ear;
    }

    /** Begins to write a look in a transaction of its own. */
    Ledger.Recording looking(KeycloakSession session, Recorded.Look look) {
        return scribe(session.getKeycloakSessionFactory()).looking(look);
    }

    LeafReader reader(KeycloakSession session) {
        return new LeafReader(
                (tx, refs) -> scribe(session.getKeycloakSessionFactory()).keys().byRef(tx, refs));
    }

    /** Begins to write decisions in a transaction of their own. */
    Ledger.Recording deciding(KeycloakSession session, List<Recorded.Decision> decisions) {
        return scribe(session.getKeycloakSessionFactory()).deciding(decisions);
    }

    /** Writes rows in a transaction of their own that is committed before this returns. */
    void inOwnTransaction(KeycloakSession session, List<Recorded> rows) {
        scribe(session.getKeycloakSessionFactory()).writeApart(session, rows);
    }

    /** The same for what was refused or undone; when the database takes nothing, it is kept on this node's disk until it does. */
    void evenWithoutDatabase(KeycloakSession session, List<Recorded> rows) {
        scribe(session.getKeycloakSessionFactory()).writeApartOrSpool(session, rows);
    }

    /** This room writes its last row while there still is a database. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public synchronized void close() {
        Pulse last = pulse;
        Scribe open = scribe;
        pulse = null;
        if (last != null && open != null) {
            last.ends();
            open.close();
        }
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("the key file for unknown names cannot be read: " + file, e);
        }
    }
}
