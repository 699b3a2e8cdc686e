package health.keyward.notice.keycloak;

import health.keyward.keycloak.Database;
import health.keyward.keycloak.WakeUp;
import health.keyward.notice.core.Backoff;
import health.keyward.notice.core.Channel;
import health.keyward.notice.core.Delivery;
import health.keyward.notice.core.Letter;
import health.keyward.notice.core.Sender;
import health.keyward.notice.store.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Empties the outbox. Every letter is sent while its row is held, in a transaction of its own: a crash between the two sends it again and never not at
 * all. The first failure of a channel ends its round, so that a dead mail server holds up nothing but mail; a letter that is refused alone holds up no other.
 *
 * <p>A mail server takes its time over each letter, most of it waiting, so that several are under way to it as soon as a first one has arrived.
 */
final class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);
    private static final int MAILS_ABREAST = 8;
    private static final int LETTERS_EACH = 10;
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("keyward-mail-", 0).factory();

    private final Outbox outbox;
    private final Map<Channel, Function<KeycloakSession, Sender>> senders;
    private final WakeUp others;
    private final Clock clock;

    /** @param others called after a failure, because it ended the round although other letters may be due */
    Courier(Outbox outbox, Map<Channel, Function<KeycloakSession, Sender>> senders, WakeUp others, Clock clock) {
        this.outbox = outbox;
        this.senders = senders;
        this.others = others;
        this.clock = clock;
    }

    void round(KeycloakSession session) {
        senders.forEach((channel, sender) -> new Round(
                        session.getKeycloakSessionFactory(),
                        channel,
                        sender,
                        clock.instant().plus(LONGEST_ROUND))
                .go());
    }

    /** What is due on one channel. */
    private final class Round {
        private final KeycloakSessionFactory factory;
        private final Channel channel;
        private final Function<KeycloakSession, Sender> sender;
        private final Instant end;
        private final AtomicBoolean failed = new AtomicBoolean();

        Round(KeycloakSessionFactory factory, Channel channel, Function<KeycloakSession, Sender> sender, Instant end) {
            this.factory = factory;
            this.channel = channel;
            this.sender = sender;
            this.end = end;
        }

        void go() {
            while (goesOn() && one()) {
                severalAbreast();
            }
        }

        private boolean goesOn() {
            return !failed.get() && clock.instant().isBefore(end);
        }

        /** A few each: whoever finds nothing more is back when the others have had theirs, and new letters may have come. */
        private void severalAbreast() {
            int beside = channel == Channel.MAIL ? MAILS_ABREAST - 1 : 0;
            try (ExecutorService others = Executors.newCachedThreadPool(THREADS)) {
                for (int lane = 0; lane < beside; lane++) {
                    others.execute(this::some);
                }
                some();
            }
        }

        private void some() {
            for (int letters = 0; letters < LETTERS_EACH && goesOn(); letters++) {
                if (!one()) {
                    return;
                }
            }
        }

        /** Whether it is worth trying the next one now. */
        private boolean one() {
            List<Letter> held = new ArrayList<>();
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(factory, fresh -> {
                    Database database = new Database(fresh);
                    database.write(tx -> outbox.next(tx, channel, clock.instant()))
                            .ifPresent(held::add);
                    if (held.isEmpty()) {
                        return false;
                    }
                    Letter letter = held.getFirst();
                    Delivery delivery = sender.apply(fresh).send(letter);
                    boolean goOn = database.write(tx -> mark(tx, letter, delivery));
                    failed.compareAndSet(false, !goOn);
                    return goOn;
                });
            } catch (RuntimeException e) {
                failed.set(true);
                LOG.warnf("a notice could not be handled: %s", e.getClass().getSimpleName());
                held.forEach(letter -> postpone(factory, letter, e));
                return false;
            }
        }
    }

    private boolean mark(Connection tx, Letter letter, Delivery delivery) throws SQLException {
        return switch (delivery) {
            case Delivery.Sent sent -> {
                outbox.delivered(tx, letter, clock.instant());
                yield true;
            }
            case Delivery.Spread spread -> {
                outbox.spread(tx, letter, spread.holders(), clock.instant());
                yield true;
            }
            case Delivery.NotSent notSent -> {
                fail(tx, letter, notSent.why());
                yield false;
            }
            case Delivery.Refused refused -> {
                fail(tx, letter, refused.why());
                yield true;
            }
        };
    }

    private void fail(Connection tx, Letter letter, String why) throws SQLException {
        Optional<Instant> again = Backoff.USUAL.next(
                letter.since(),
                letter.attempts() + 1,
                clock.instant(),
                ThreadLocalRandom.current().nextDouble());
        LOG.warnf(
                "notice %s by %s was not delivered: %s; %s",
                letter.reference(), letter.channel(), why, again.isPresent() ? "it will be tried again" : "given up");
        outbox.failed(tx, letter, why, again.orElse(null));
        others.call();
    }

    /** What broke the transaction of a letter must not bring it back at once for ever. */
    private void postpone(KeycloakSessionFactory factory, Letter letter, RuntimeException e) {
        KeycloakModelUtils.runJobInTransaction(
                factory,
                fresh -> new Database(fresh).write(tx -> {
                    fail(tx, letter, e.getClass().getSimpleName());
                    return true;
                }));
    }
}
