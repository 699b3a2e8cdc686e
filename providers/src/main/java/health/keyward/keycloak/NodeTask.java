package health.keyward.keycloak;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.TimerProvider;

/** A job that every node does for itself, in no transaction; never twice at once. Keycloak's timer only triggers, the work runs in the {@code keyward} pool. */
public final class NodeTask {
    private static final Logger LOG = Logger.getLogger(NodeTask.class);

    private final String name;
    private final Duration every;
    private final Runnable work;
    private final AtomicBoolean running = new AtomicBoolean();

    public NodeTask(String name, Duration every, Runnable work) {
        this.name = name;
        this.every = every;
        this.work = work;
    }

    public void schedule(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            ExecutorService pool = session.getProvider(ExecutorsProvider.class).getExecutor("keyward");
            session.getProvider(TimerProvider.class).schedule(() -> trigger(pool), every.toMillis(), "keyward-" + name);
        });
    }

    private void trigger(ExecutorService pool) {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            pool.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warnf(e, "%s did not finish its round and will try again", name);
                } finally {
                    running.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            running.set(false);
            LOG.debugf("the server is going down, %s was not started", name);
        }
    }
}
