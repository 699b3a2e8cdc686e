package health.keyward.audit.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.LedgerSettings;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.NameKey;
import health.keyward.audit.rest.AuditResource;
import health.keyward.audit.store.Arrival;
import health.keyward.audit.store.ChangeEar;
import health.keyward.audit.store.Inbox;
import health.keyward.audit.store.Leaf;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * The audit room. It cannot be closed. Options: {@code name-key-file} (required: at least 32 bytes, the same on every node),
 * {@code sequence-every-millis}, {@code console-clients}, {@code console-max-age-seconds}, and those of {@link SigningOptions},
 * {@link AnchorOptions} and {@link FeedWork}.
 */
public final class AuditRoomFactory implements RoomFactory {
    public static final String ID = "audit";

    static final Clock CLOCK = Clock.systemUTC();

    private final EventIds ids = new EventIds();
    private final Inbox inbox = new Inbox(ids);
    private final ChangeEar ear = new ChangeEar();
    private @Nullable Activity activity;
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
        Duration every = Duration.ofMillis(Math.clamp(config.getInt("sequence-every-millis", 500), 50, 60_000));
        work = signing == null
                ? null
                : new LedgerWork(signing, AnchorOptions.of(config, signing, CLOCK), this::mark, every, CLOCK);
        feeds = FeedWork.of(config, AuditRoomFactory::readable, CLOCK);
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
        LedgerWork ledgerWork = work();
        KeycloakSessionFactory factory = migrated.getFactory();
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> ear.listenTo(new Database(session).entityManager().getEntityManagerFactory()));
        ledgerWork.schedule(factory);
        java.util.Objects.requireNonNull(feeds, "init comes first").schedule(factory);
    }

    /** For the feeds: entries of version 1 alone. With sealed entries, give them the reader that the sequencer has, or they tell everything as unreadable. */
    private static List<@Nullable Recorded> readable(Connection tx, List<byte[]> leaves) {
        List<@Nullable Recorded> read = new ArrayList<>(leaves.size());
        for (byte[] leaf : leaves) {
            Recorded one;
            try {
                one = Leaf.read(leaf);
            } catch (IOException e) {
                one = null;
            }
            read.add(one);
        }
        return read;
    }

    /** An entry of the ledger about itself, as this server's next row. */
    private Arrival mark(String type, Map<String, String> facts) {
        Recorded.Mark mark = new Recorded.Mark(EventIds.fresh(), CLOCK.instant(), "", type, facts);
        return new Arrival(ids.boot(), ids.next(), mark.at(), Leaf.bytes(mark));
    }

    @Override
    public Room create(KeycloakSession session) {
        Ledger ledger = new SessionLedger(session, this);
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return door == Ledger.class
                        ? Optional.of(door.cast(ledger))
                        : door == AdminGate.class
                                ? Optional.of(door.cast(gate()))
                                : door == LedgerSettings.class
                                        ? Optional.of(door.cast(new SessionSettings(session)))
                                        : Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new AuditResource(work().desk(call, ledger)));
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

    LedgerWork work() {
        if (work == null) {
            throw new IllegalStateException(SigningOptions.MISSING);
        }
        return work;
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
