package health.keyward.notice.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.keycloak.WakeUp;
import health.keyward.notice.Notices;
import health.keyward.notice.core.Channel;
import health.keyward.notice.core.Seal;
import health.keyward.notice.core.Sender;
import health.keyward.notice.core.SyslogLine;
import health.keyward.notice.rest.NoticeResource;
import health.keyward.notice.store.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.Config;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Opens the notice room. Options: {@code webhook-url} and {@code webhook-key-file} (32 bytes or more), {@code syslog} ({@code tls://host:port} or
 * {@code tcp://host:port}), {@code every-millis}, {@code console-client} (whose address stands in mails), {@code sign-in-client} (whose address
 * stands in a warning about an account nobody uses).
 */
public final class NoticeRoomFactory implements RoomFactory {
    public static final String ID = "notice";

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int COURIER_LOCK = 41;

    /** So often the courier looks for what is due again and for what other nodes have to tell. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Outbox outbox = new Outbox();
    private final Map<Channel, Function<KeycloakSession, Sender>> senders = new EnumMap<>(Channel.class);
    private final WakeUp told = new WakeUp(LOOK);
    private Duration every = Duration.ofSeconds(1);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        every = Duration.ofMillis(Math.clamp(config.getInt("every-millis", 1_000), 100, 60_000));
        MailLinks links = new MailLinks(
                config.get("console-client", "keyward-console"),
                config.get("sign-in-client", Constants.ACCOUNT_CONSOLE_CLIENT_ID));
        senders.put(Channel.MAIL, session -> new Mail(session, links));
        String webhook = config.get("webhook-url");
        if (webhook != null) {
            Webhook open = new Webhook(URI.create(webhook), new Seal(key(config.get("webhook-key-file"))), CLOCK);
            senders.put(Channel.WEBHOOK, session -> open);
        }
        String syslog = config.get("syslog");
        if (syslog != null) {
            Syslog open = new Syslog(URI.create(syslog), new SyslogLine(host()));
            senders.put(Channel.SYSLOG, session -> open);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        Courier courier = new Courier(outbox, senders, told, CLOCK);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                new ClusterTask("notices", COURIER_LOCK, every, courier::round)
                        .when(told)
                        .schedule(migrated.getFactory());
            }
        });
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return door == Notices.class ? Optional.of(door.cast(notices(session))) : Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new NoticeResource(
                        call, new Database(session), outbox, Doors.open(session, Ledger.class), CLOCK));
            }
        };
    }

    private Notices notices(KeycloakSession session) {
        return notice -> new Database(session).write(tx -> {
            for (Channel channel : senders.keySet()) {
                outbox.put(tx, notice, channel, CLOCK.instant());
            }
            told.call();
            return true;
        });
    }

    private static byte[] key(@org.jspecify.annotations.Nullable String file) {
        if (file == null) {
            throw new IllegalStateException("a webhook needs --spi-keyward-room--notice--webhook-key-file=PATH");
        }
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("the key file of the webhook cannot be read: " + file, e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "-";
        }
    }

    @Override
    public void close() {}
}
