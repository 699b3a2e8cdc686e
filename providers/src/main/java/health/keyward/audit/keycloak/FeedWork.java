package health.keyward.audit.keycloak;

import health.keyward.audit.DecisionEvents;
import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.Outlet;
import health.keyward.audit.core.Pseudonyms;
import health.keyward.audit.core.Teller;
import health.keyward.audit.store.Feed;
import health.keyward.audit.store.FeedOffsets;
import health.keyward.audit.store.FeedRound;
import health.keyward.audit.store.Transactions;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The feeds of this installation, from the options {@code feeds-file} and {@code feeds-every-millis}. Each has a job of its own, a lock of its own and a
 * thread pool of its own: a target that hangs holds up nothing but its feed, least of all the sequencer.
 */
final class FeedWork {
    /** Locks of feeds begin here; the rest is a hash of the name. Two names with one hash would only wait for each other. */
    private static final int LOCKS = 0x46000000;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<Feed> feeds;
    private final FeedRound.Opener opener;
    private final Duration every;
    private final Clock clock;

    private FeedWork(List<Feed> feeds, FeedRound.Opener opener, Duration every, Clock clock) {
        this.feeds = List.copyOf(feeds);
        this.opener = opener;
        this.every = every;
        this.clock = clock;
    }

    /** @throws IllegalStateException when a feed is configured that cannot be */
    static FeedWork of(Config.Scope config, FeedRound.Opener opener, Clock clock) {
        Duration every = Duration.ofMillis(Math.clamp(config.getInt("feeds-every-millis", 1_000), 100, 60_000));
        List<Feed> feeds = new ArrayList<>();
        String file = config.get("feeds-file");
        String keyFile = config.get("name-key-file");
        if (file != null && keyFile != null) {
            byte[] key = bytes(keyFile);
            for (FeedPlan plan : FeedsFile.read(Path.of(file), host())) {
                feeds.add(new Feed(
                        plan, new Teller(plan.people(), Pseudonyms.of(key, plan.name())), outlet(plan, clock)));
            }
        }
        return new FeedWork(feeds, opener, every, clock);
    }

    void schedule(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> new Database(session).write(tx -> {
                    new FeedOffsets(tx).open(feeds.stream().map(Feed::plan).toList());
                    return true;
                }));
        for (Feed feed : feeds) {
            String name = "feed-" + feed.plan().name();
            int lock = LOCKS | (feed.plan().name().hashCode() & 0xFFFFFF);
            ClusterTask.untilIdle(name, lock, every, session -> round(session).deliver(feed))
                    .inPool("keyward-" + name)
                    .schedule(factory);
        }
    }

    private FeedRound round(KeycloakSession session) {
        Transactions transactions = new Transactions() {
            @Override
            public <T> T run(Work<T> work) {
                return KeycloakModelUtils.runJobInTransactionWithResult(
                        session.getKeycloakSessionFactory(), fresh -> new Database(fresh).write(work::on));
            }
        };
        return new FeedRound(
                transactions,
                opener,
                decision -> events(session).event(decision),
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Without the room of decisions there is nobody who could mask one, and its feed waits. */
    private static DecisionEvents events(KeycloakSession session) {
        return Doors.open(session, DecisionEvents.class);
    }

    private static Outlet outlet(FeedPlan plan, Clock clock) {
        return switch (plan.kind()) {
            case FILE -> new FileOutlet(plan);
            case SYSLOG -> new SyslogOutlet(plan, LIMIT);
            case WEBHOOK, OPA -> new WebhookOutlet(plan, clock, LIMIT);
        };
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("the key file for unknown names cannot be read: " + file, e);
        }
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "keycloak";
        }
    }
}
