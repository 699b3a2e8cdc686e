package health.keyward.abac.keycloak;

import health.keyward.abac.core.Policy;
import health.keyward.abac.core.Turns;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.keycloak.bundle.PolicyHouse;
import health.keyward.abac.keycloak.bundle.RealmPolicies.Looked;
import health.keyward.abac.keycloak.replay.ReplayRound;
import health.keyward.abac.keycloak.replay.ReplayRound.Wanted;
import health.keyward.abac.store.ReplayJobs.Job;
import health.keyward.abac.store.ReplayJobs.State;
import health.keyward.audit.Entry;
import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires the replay of decisions: one node at a time works on it, in threads of its own, round after round. */
final class ReplayPart {
    private static final int LOCK = 63;
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final String POOL = "keyward-replay";

    private final Clock clock;
    private final PolicyHouse policies;
    private final ReplayRound round;

    ReplayPart(Clock clock, PolicyHouse policies) {
        this.clock = clock;
        this.policies = policies;
        this.round = new ReplayRound(clock, System::nanoTime);
    }

    void start(KeycloakSessionFactory factory) {
        ClusterTask.untilIdle("policy-replay", LOCK, LOOK, this::round)
                .inPool(POOL)
                .schedule(factory);
    }

    private boolean round(KeycloakSession session) {
        return new Database(session).write(tx -> round.round(tx, new OfSession(session)));
    }

    private final class OfSession implements ReplayRound.House {
        private final KeycloakSession session;

        OfSession(KeycloakSession session) {
            this.session = session;
        }

        @Override
        public Wanted policy(Job job) {
            Optional<Looked> looked = policies.realm(session)
                    .look(job.order().realm(), job.order().version());
            if (looked.isEmpty()) {
                return new Wanted.Not("There is no bundle of this number.");
            }
            Bundle bundle = looked.get().bundle();
            Policy policy = looked.get().policy();
            return bundle == null || policy == null
                    ? new Wanted.Not(looked.get().trouble())
                    : new Wanted.Found(bundle.sha256(), policy);
        }

        @Override
        public List<Supplier<Optional<Entry>>> entries(List<Long> seqs) {
            return Doors.open(session, Ledger.class).sealedEntries(seqs, ReplayRound.NOT_NEEDED);
        }

        @Override
        public Executor workers() {
            return session.getProvider(ExecutorsProvider.class).getExecutor(POOL);
        }

        @Override
        public void ended(Job job, State state, Turns.Count counted) {
            session.getContext()
                    .setRealm(session.realms().getRealm(job.order().realm().value()));
            Doors.open(session, Ledger.class)
                    .acted(new Recorded.Act(
                            "",
                            clock.instant(),
                            job.order().realm().value(),
                            AbacRoomFactory.ID,
                            "REPLAY_" + state,
                            state == State.DONE ? null : "stopped",
                            job.order().id().toString().replace("-", ""),
                            null,
                            null,
                            Actor.NOBODY,
                            Map.of(
                                    "version", Long.toString(job.order().version()),
                                    "sha256", job.order().sha256(),
                                    "compared", Long.toString(counted.compared()),
                                    "turned", Long.toString(counted.turns()))));
        }
    }
}
