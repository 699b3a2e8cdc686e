package health.keyward.inactivity.store;

import health.keyward.inactivity.core.Run;
import health.keyward.kernel.RealmId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Sees whether runs begin and end when they should. Works beside the engine, on every node, so that an engine that is stuck does not go unnoticed (IN-13). */
public final class Watch {
    private final PolicyBook book;
    private final Runs runs;
    private final Duration every;
    private final Clock clock;

    public Watch(PolicyBook book, Runs runs, Duration every, Clock clock) {
        this.book = book;
        this.runs = runs;
        this.every = every;
        this.clock = clock;
    }

    /** Since when a run is missing; empty while all is well. One that the breaker stopped is not missing. */
    public Optional<Instant> missingSince(Connection tx, RealmId realm) throws SQLException {
        Optional<PolicyBook.Version> version = book.newest(tx, realm);
        Optional<Run> present = runs.present(tx, realm);
        if (version.isEmpty()
                || present.map(Run::state).filter(Run.State.HALTED::equals).isPresent()) {
            return Optional.empty();
        }
        Instant since = runs.lastEnded(tx, realm)
                .filter(ended -> ended.isAfter(version.get().activatedAt()))
                .orElse(version.get().activatedAt());
        return since.plus(every.multipliedBy(3)).isBefore(clock.instant()) ? Optional.of(since) : Optional.empty();
    }

    /** Tells system administrators, once for each run that is missing. */
    public void look(Connection tx, Notices notices) throws SQLException {
        for (RealmId realm : book.realms(tx)) {
            missingSince(tx, realm).ifPresent(since -> {
                String when = since.truncatedTo(ChronoUnit.SECONDS).toString();
                notices.tell(new Notice(
                        realm,
                        "inactivity-missed",
                        "inactivity-missed-" + when,
                        new Audience.Holders("system-admin", null),
                        Map.of("since", when)));
            });
        }
    }
}
