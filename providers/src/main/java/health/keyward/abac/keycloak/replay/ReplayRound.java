package health.keyward.abac.keycloak.replay;

import health.keyward.abac.core.Past;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.Replay;
import health.keyward.abac.core.Turns;
import health.keyward.abac.store.ReplayJobs;
import health.keyward.abac.store.ReplayJobs.Job;
import health.keyward.abac.store.ReplayJobs.Place;
import health.keyward.abac.store.ReplayJobs.State;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One step of the job: some thousands of decisions, read page by page while the page before is opened and decided, and what came of it kept with the place. A job that is
 * broken off goes on from the place of its last round, on whichever node.
 */
public final class ReplayRound {
    /** What a decision records beside what it is decided by: as long as that, and not asked for. */
    public static final Set<String> NOT_NEEDED = Set.of("attributes", "why", "result", "address", "userAgent");

    private static final int PAGE = 1_000;
    private static final int PAGES = 16;
    /** So that what is the longer part, opening and deciding, has two threads while the next page is read. */
    private static final int HALF = PAGE / 2;

    private final Clock clock;
    private final LongSupplier nanos;
    private final ReplayJobs jobs = new ReplayJobs();
    private @Nullable Running running;

    public ReplayRound(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** What a round works with. */
    public interface House {
        /** The bundle of a job, or why it is not to be had. */
        Wanted policy(Job job);

        /** Entries of the log in the order of their numbers, to be opened by the workers, without {@link #NOT_NEEDED}; what is no entry is empty. */
        List<Supplier<Optional<Entry>>> entries(List<Long> seqs);

        /** Where pages are decided. */
        Executor workers();

        /** Records that a job has ended, in the transaction of the round. */
        void ended(Job job, State state, Turns.Count counted);
    }

    /** A bundle as it is now. */
    public sealed interface Wanted {
        record Found(String sha256, Policy policy) implements Wanted {}

        record Not(String why) implements Wanted {}
    }

    private record Running(UUID job, Replay replay) {}

    /** Answers whether there is more to do. */
    public boolean round(Connection tx, House house) throws SQLException {
        Optional<Job> next = jobs.next(tx);
        if (next.isEmpty()) {
            running = null;
            return false;
        }
        Job job = next.get();
        if (job.state() == State.WAITING) {
            return jobs.begin(tx, job, clock.instant());
        }
        Optional<Replay> replay = replay(tx, job, house);
        if (replay.isPresent()) {
            go(tx, job, replay.get(), house);
        }
        return true;
    }

    private Optional<Replay> replay(Connection tx, Job job, House house) throws SQLException {
        Running now = running;
        if (now != null && now.job().equals(job.order().id())) {
            return Optional.of(now.replay());
        }
        return switch (house.policy(job)) {
            case Wanted.Found(String sha256, Policy policy)
            when sha256.equals(job.order().sha256()) -> {
                Replay made = new Replay(policy, nanos);
                running = new Running(job.order().id(), made);
                yield Optional.of(made);
            }
            case Wanted.Found other -> {
                end(tx, job, State.FAILED, "It is another bundle by now.", job.counted(), house);
                yield Optional.empty();
            }
            case Wanted.Not(String why) -> {
                end(tx, job, State.FAILED, why, job.counted(), house);
                yield Optional.empty();
            }
        };
    }

    private void go(Connection tx, Job job, Replay replay, House house) throws SQLException {
        Turns turns = Turns.from(job.counted());
        @Nullable Place place = job.place();
        long done = job.done();
        boolean more = true;
        CompletableFuture<Turns.Count> before = CompletableFuture.completedFuture(Turns.Count.NOTHING);
        for (int i = 0; more && i < PAGES; i++) {
            List<Place> page = jobs.page(tx, job.order(), place, PAGE);
            List<Supplier<Optional<Entry>>> entries =
                    house.entries(page.stream().map(Place::seq).toList());
            turns.add(before.join());
            before = decided(replay, page.size(), entries, house.workers());
            more = page.size() == PAGE;
            place = page.isEmpty() ? place : page.getLast();
            done += page.size();
        }
        turns.add(before.join());
        Turns.Count counted = turns.count();
        if (place != null && !jobs.progress(tx, job.order().id(), done, place, counted)) {
            return;
        }
        if (!more) {
            end(tx, job, State.DONE, "", counted, house);
        }
    }

    /** What is in the list and not in the log counts as erased: nothing is left to decide. */
    private static CompletableFuture<Turns.Count> decided(
            Replay replay, int listed, List<Supplier<Optional<Entry>>> entries, Executor workers) {
        int middle = Math.min(HALF, entries.size());
        CompletableFuture<Turns.Count> first =
                CompletableFuture.supplyAsync(() -> decided(replay, entries.subList(0, middle)), workers);
        CompletableFuture<Turns.Count> second =
                CompletableFuture.supplyAsync(() -> decided(replay, entries.subList(middle, entries.size())), workers);
        return first.thenCombine(second, (one, other) -> {
            Turns turns = Turns.from(one);
            turns.add(other);
            for (int i = entries.size(); i < listed; i++) {
                turns.erased();
            }
            return turns.count();
        });
    }

    private static Turns.Count decided(Replay replay, List<Supplier<Optional<Entry>>> entries) {
        Turns turns = new Turns();
        List<Past> pasts = new ArrayList<>(entries.size());
        for (Supplier<Optional<Entry>> entry : entries) {
            entry.get()
                    .map(Entry::recorded)
                    .filter(Recorded.Decision.class::isInstance)
                    .map(Recorded.Decision.class::cast)
                    .flatMap(Pasts::of)
                    .ifPresentOrElse(pasts::add, turns::erased);
        }
        replay.decide(pasts, turns);
        return turns.count();
    }

    private void end(Connection tx, Job job, State state, String detail, Turns.Count counted, House house)
            throws SQLException {
        if (jobs.end(tx, job.order().id(), state, detail, clock.instant())) {
            house.ended(job, state, counted);
        }
    }
}
