package health.keyward.audit.rest;

import health.keyward.audit.Ledger;
import health.keyward.audit.core.FeedState;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SpoolState;
import health.keyward.audit.store.Checkpoints;
import health.keyward.audit.store.Checks;
import health.keyward.audit.store.Drills;
import health.keyward.audit.store.FeedOffsets;
import health.keyward.audit.store.Head;
import health.keyward.audit.store.KeyChanges;
import health.keyward.audit.store.LedgerState;
import health.keyward.audit.store.SigningState;
import health.keyward.audit.store.Sources;
import health.keyward.contract.audit.LedgerCheck;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.contract.audit.LedgerHealth.Reason;
import health.keyward.contract.audit.LedgerHealth.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together how the ledger is doing, and what of it is not as it should be. */
final class Health {
    private static final Duration SEQUENCER_LATE = Duration.ofMinutes(1);
    private static final Duration CHECKPOINT_LATE = Duration.ofMinutes(5);
    private static final Duration FEED_LATE = Duration.ofMinutes(5);
    private static final Duration CLOCK_OFF = Duration.ofSeconds(5);
    private static final Duration CLOCK_UNKNOWN = Duration.ofMinutes(5);
    private static final Duration CHECK_LATE = Duration.ofHours(3);

    private final Origin origin;
    private final Instant now;
    private final SpoolState spool;
    private final Connection tx;
    private final List<Reason> reasons = new ArrayList<>();

    Health(Origin origin, Instant now, SpoolState spool, Connection tx) {
        this.origin = origin;
        this.now = now;
        this.spool = spool;
        this.tx = tx;
    }

    LedgerHealth answer() throws SQLException {
        Head head = Head.read(tx);
        Ledger.State state = LedgerState.read(tx, now);
        Optional<Checkpoints.Kept> last = new Checkpoints(tx).newest(head.epoch());
        List<SigningState.AnchorState> anchors = new SigningState(tx).anchors();
        Optional<Checks.Run> check = Checks.newest(tx, 1).stream().findFirst();
        signing(head, last);
        sequencing(state);
        anchors.stream().filter(a -> a.trouble() != null).forEach(this::trouble);
        checking();
        drill();
        sources();
        List<Sources.ClockOffset> clocks = Sources.clocks(tx);
        clocks.forEach(this::clock);
        feeds();
        spool();
        return new LedgerHealth(
                state.size(),
                state.waiting(),
                state.oldestWaitingMillis(),
                state.newestEntryAt(),
                state.sequencedAt(),
                reasons.stream()
                        .map(Reason::state)
                        .max(Comparator.naturalOrder())
                        .orElse(State.GREEN),
                reasons,
                head.epoch(),
                origin.of(head.epoch()),
                head.size(),
                last.map(Checkpoints.Kept::size).orElse(null),
                last.map(Checkpoints.Kept::at).orElse(null),
                KeyChanges.all(tx),
                anchors.stream()
                        .map(a -> new LedgerHealth.Anchor(
                                a.anchor(), a.size(), a.keptAt(), a.trouble(), a.troubleSince()))
                        .toList(),
                check.map(Health::said).orElse(null),
                clocks.stream()
                        .map(clock -> new LedgerHealth.Clock(clock.boot(), clock.millis(), clock.askedAt()))
                        .toList(),
                new LedgerHealth.Spool(spool.files(), spool.bytes(), spool.mostBytes(), spool.oldestAt()));
    }

    private void signing(Head head, Optional<Checkpoints.Kept> last) throws SQLException {
        SigningState.Finding finding = new SigningState(tx).read();
        switch (finding.state()) {
            case ROLLED_BACK -> add("rolled-back", State.RED, finding.detail(), finding.since());
            case FORKED -> add("forked", State.RED, finding.detail(), finding.since());
            case UNCOMPARED ->
                add(
                        "not-compared",
                        State.DEGRADED,
                        "None of the anchors has answered since the server started, so nothing is signed.",
                        finding.since());
            case NEW, SIGNING -> {}
        }
        boolean unsigned = head.size() > last.map(Checkpoints.Kept::size).orElse(0L);
        Instant since = last.map(Checkpoints.Kept::at).orElse(head.sequencedAt());
        if (unsigned && since != null && since.plus(CHECKPOINT_LATE).isBefore(now)) {
            add(
                    "checkpoint-late",
                    State.DEGRADED,
                    "Entries wait for a signed checkpoint for more than five minutes.",
                    since);
        }
    }

    private void sequencing(Ledger.State state) {
        if (state.oldestWaitingMillis() > SEQUENCER_LATE.toMillis()) {
            add(
                    "sequencer-late",
                    State.DEGRADED,
                    state.waiting() + " rows wait to be numbered for more than a minute.",
                    now.minusMillis(state.oldestWaitingMillis()));
        }
    }

    private void trouble(SigningState.AnchorState anchor) {
        add("anchor", State.DEGRADED, anchor.anchor() + ": " + anchor.trouble(), anchor.troubleSince());
    }

    private void checking() throws SQLException {
        Optional<Checks.Run> damage = Checks.standingDamage(tx);
        Optional<Checks.Run> ended = Checks.newestEnded(tx);
        if (damage.isPresent()) {
            add("self-check", State.RED, damage.get().words(), damage.get().finishedAt());
        } else if (ended.isPresent()
                && ended.get().finishedAt() != null
                && ended.get().finishedAt().plus(CHECK_LATE).isBefore(now)) {
            add(
                    "check-late",
                    State.DEGRADED,
                    "The last self-check is older than three hours.",
                    ended.get().finishedAt());
        }
    }

    private void drill() throws SQLException {
        Drills.last(tx)
                .filter(held -> !held.result().missed().isEmpty())
                .ifPresent(held -> add("tamper-drill", State.DEGRADED, held.words(), held.at()));
    }

    private void sources() throws SQLException {
        for (Sources.Trouble trouble : Sources.troubles(tx, now)) {
            add(trouble.code(), State.DEGRADED, trouble.words(), trouble.since());
        }
    }

    private void feeds() throws SQLException {
        for (FeedState feed : new FeedOffsets(tx).all()) {
            Instant oldest = feed.oldestWaitingAt();
            if (feed.paused()) {
                add(
                        "feed-paused",
                        State.DEGRADED,
                        "The feed " + feed.name() + " is switched off by two administrators; " + feed.waiting()
                                + " entries wait for it.",
                        oldest);
            } else if (feed.failures() > 0
                    && oldest != null
                    && oldest.plus(FEED_LATE).isBefore(now)) {
                add(
                        "feed-late",
                        State.DEGRADED,
                        "The feed " + feed.name() + " takes nothing; " + feed.waiting() + " entries wait for it.",
                        oldest);
            }
        }
    }

    private void clock(Sources.ClockOffset clock) {
        if (Math.abs(clock.millis()) > CLOCK_OFF.toMillis()) {
            add(
                    "clock-off",
                    State.DEGRADED,
                    "The clock of the server run " + clock.boot() + " is " + Math.abs(clock.millis()) + " ms "
                            + (clock.millis() > 0 ? "behind" : "ahead of") + " its time server.",
                    clock.askedAt());
        }
        if (clock.askedAt().plus(CLOCK_UNKNOWN).isBefore(now)) {
            add(
                    "clock-unknown",
                    State.DEGRADED,
                    "The time server of the server run " + clock.boot()
                            + " has not answered for more than five minutes.",
                    clock.askedAt());
        }
    }

    private void spool() {
        if (spool.full()) {
            add(
                    "spool-full",
                    State.DEGRADED,
                    spool.bytes()
                            + " bytes wait on this server's disk for the database; nothing may be changed until they"
                            + " are in it.",
                    spool.oldestAt());
        } else if (spool.files() > 0) {
            add(
                    "spool-waiting",
                    State.DEGRADED,
                    spool.bytes() + " bytes of failed attempts wait on this server's disk for the database.",
                    spool.oldestAt());
        }
    }

    private void add(String code, State state, String detail, @Nullable Instant since) {
        reasons.add(new Reason(code, state, detail, since));
    }

    static LedgerCheck said(Checks.Run run) {
        return new LedgerCheck(
                run.id(),
                run.full(),
                LedgerCheck.State.valueOf(run.state().name()),
                run.askedAt(),
                run.finishedAt(),
                run.epoch(),
                run.from(),
                run.size(),
                run.done(),
                run.damage(),
                run.badEntry(),
                run.detail());
    }
}
