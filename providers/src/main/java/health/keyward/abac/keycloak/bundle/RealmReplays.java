package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.keycloak.bundle.RealmPolicies.Book;
import health.keyward.abac.keycloak.bundle.RealmPolicies.Looked;
import health.keyward.abac.keycloak.bundle.RealmPolicies.Work;
import health.keyward.abac.store.ReplayJobs;
import health.keyward.abac.store.ReplayJobs.Job;
import health.keyward.abac.store.ReplayJobs.Order;
import health.keyward.abac.store.ReplayJobs.State;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Replays of a realm, for the one session that asks: ordered, called off, looked at. A job does them. */
public final class RealmReplays {
    static final int MOST_OPEN = 5;

    private final Work work;
    private final Book book;
    private final RealmPolicies policies;
    private final ReplayJobs jobs = new ReplayJobs();

    RealmReplays(Work work, Book book, RealmPolicies policies) {
        this.work = work;
        this.book = book;
        this.policies = policies;
    }

    /** What became of an order. */
    public sealed interface Ordered {
        record Ok(Job job) implements Ordered {}

        /** There is no bundle of that number. */
        record Unknown() implements Ordered {}

        record Refused(String why) implements Ordered {}
    }

    /** @param days how far back from now */
    public Ordered order(RealmId realm, long version, int days, String username, Actor by, Instant now) {
        Optional<Looked> looked = policies.look(realm, version);
        if (looked.isEmpty()) {
            return new Ordered.Unknown();
        }
        Bundle bundle = looked.get().bundle();
        if (bundle == null) {
            return new Ordered.Refused(looked.get().trouble());
        }
        if (work.on(tx -> jobs.open(tx, realm)) >= MOST_OPEN) {
            return new Ordered.Refused("No more than " + MOST_OPEN + " replays wait at a time.");
        }
        Instant to = now.truncatedTo(ChronoUnit.MICROS);
        Order order = new Order(
                UUID.randomUUID(),
                realm,
                version,
                bundle.revision(),
                bundle.sha256(),
                to.minus(Duration.ofDays(days)),
                to,
                username,
                String.valueOf(by.userId()),
                to);
        if (!work.on(tx -> jobs.add(tx, order))) {
            return new Ordered.Refused("A replay of this bundle is under way.");
        }
        book.changed(
                realm,
                by,
                "CREATE",
                "abac/replays/" + order.id(),
                "Has the decisions of " + days + " days decided again by version " + version + ", revision "
                        + order.revision() + ", SHA-256 " + order.sha256() + ". Nobody is decided by it.");
        return new Ordered.Ok(one(realm, order.id()).orElseThrow());
    }

    /** False when it has ended already. */
    public boolean cancel(RealmId realm, UUID id, Actor by, Instant now) {
        boolean canceled = one(realm, id).isPresent()
                && work.on(tx -> jobs.end(tx, id, State.CANCELED, "", now.truncatedTo(ChronoUnit.MICROS)));
        if (canceled) {
            book.changed(realm, by, "UPDATE", "abac/replays/" + id, "Called the replay off.");
        }
        return canceled;
    }

    public Optional<Job> one(RealmId realm, UUID id) {
        return work.on(tx -> jobs.one(tx, realm, id));
    }

    /** Newest first. */
    public List<Job> list(RealmId realm, int limit) {
        return work.on(tx -> jobs.list(tx, realm, limit));
    }

    /** The newest whole replay of exactly that bundle. */
    public Optional<Job> newest(RealmId realm, String sha256) {
        return work.on(tx -> jobs.newest(tx, realm, sha256));
    }
}
