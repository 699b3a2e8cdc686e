package health.keyward.audit.store;

import health.keyward.audit.DecisionEvents;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.FeedPause;
import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.Outlet.Outcome;
import health.keyward.audit.core.Teller;
import health.keyward.audit.core.Told;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of one feed: reads a batch in one transaction, sends it in none, and notes in another how it ended. A crash between sending and noting
 * sends the batch again and never leaves it out. At most one node may run a feed at a time.
 */
public final class FeedRound {
    private static final Logger LOG = Logger.getLogger(FeedRound.class);

    private final Transactions transactions;
    private final Opener opener;
    private final DecisionEvents events;
    private final Clock clock;
    private final DoubleSupplier chance;

    /** Reads entries and opens what may be opened in them; null in the place of bytes that are no entry. */
    @FunctionalInterface
    public interface Opener {
        List<@Nullable Recorded> read(Connection tx, List<byte[]> leaves) throws SQLException;
    }

    private record Batch(FeedOffsets.Position from, List<LogTable.Row> rows, List<Told> told) {}

    /**
     * @param events for feeds to OPA's log service
     * @param chance from 0 to 1, for the jitter of pauses
     */
    public FeedRound(
            Transactions transactions, Opener opener, DecisionEvents events, Clock clock, DoubleSupplier chance) {
        this.events = events;
        this.transactions = transactions;
        this.opener = opener;
        this.clock = clock;
        this.chance = chance;
    }

    /** Answers whether there may be more to deliver at once. A feed whose format two administrators switched off keeps its place and sends nothing. */
    public boolean deliver(Feed feed) {
        Optional<Batch> next = transactions.run(tx -> next(tx, feed));
        if (next.isEmpty()) {
            return false;
        }
        Batch batch = next.get();
        Outcome outcome = send(feed, batch);
        transactions.run(tx -> note(tx, feed, batch, outcome));
        return outcome instanceof Outcome.Taken;
    }

    private Optional<Batch> next(Connection tx, Feed feed) throws SQLException {
        FeedOffsets offsets = new FeedOffsets(tx);
        if (KeptSettings.read(tx).pausedFeeds().contains(feed.plan().format().word())) {
            return Optional.empty();
        }
        FeedOffsets.Position from = offsets.position(feed.plan().name()).orElse(null);
        if (from == null || (from.dueAt() != null && from.dueAt().isAfter(clock.instant()))) {
            return Optional.empty();
        }
        List<LogTable.Row> rows = offsets.from(from, FeedPause.batch(feed.plan().batch(), from.failures()));
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Batch(from, rows, tell(tx, feed, rows)));
    }

    private List<Told> tell(Connection tx, Feed feed, List<LogTable.Row> rows) throws SQLException {
        List<@Nullable Recorded> recorded =
                opener.read(tx, rows.stream().map(LogTable.Row::leaf).toList());
        List<Told> told = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            LogTable.Row row = rows.get(i);
            Recorded one = recorded.get(i);
            told.add(
                    one == null
                            ? Teller.unreadable(row.seq(), row.seqAt())
                            : tell(feed, new Entry(row.seq(), row.seqAt(), row.boot(), row.nseq(), one)));
        }
        return told;
    }

    private Told tell(Feed feed, Entry entry) {
        Told told = feed.teller().tell(entry);
        return feed.plan().kind() == FeedPlan.Kind.OPA && entry.recorded() instanceof Recorded.Decision decision
                ? told.with(Told.OPA_EVENT, events.event(decision))
                : told;
    }

    private static Outcome send(Feed feed, Batch batch) {
        try {
            return feed.outlet().send(batch.told());
        } catch (RuntimeException e) {
            LOG.warnf(e, "feed %s could not be sent", feed.plan().name());
            return new Outcome.Refused(e.getClass().getSimpleName());
        }
    }

    private boolean note(Connection tx, Feed feed, Batch batch, Outcome outcome) throws SQLException {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Taken taken ->
                new FeedOffsets(tx)
                        .taken(
                                batch.from(),
                                batch.rows().getLast(),
                                batch.rows().size(),
                                now);
            case Outcome.Refused refused -> {
                int failures = batch.from().failures() + 1;
                LOG.warnf(
                        "feed %s did not get entries %d to %d: %s; failure %d in a row",
                        feed.plan().name(),
                        batch.rows().getFirst().seq(),
                        batch.rows().getLast().seq(),
                        refused.why(),
                        failures);
                new FeedOffsets(tx)
                        .refused(
                                batch.from(),
                                refused.why(),
                                now.plus(FeedPause.after(failures, chance.getAsDouble())),
                                now);
            }
        }
        return true;
    }
}
