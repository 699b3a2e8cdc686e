package health.keyward.audit;

import health.keyward.kernel.Actor;
import java.util.List;
import java.util.Optional;

/**
 * A rule that may undo a transaction. Asked once per transaction that changed something, after everything was flushed and before the commit, so that
 * it sees the change whatever path it took.
 */
@FunctionalInterface
public interface Veto {
    /**
     * @param touches every row that was inserted, updated or deleted
     * @param call who does it, and how
     * @return why the transaction must not commit; empty when it may
     */
    Optional<String> refuses(List<Touch> touches, Call call);

    /**
     * @param actor who acts, as far as it is known
     * @param adminCall true for calls under {@code /admin/}; false for a person's own doing, a broker, a job
     */
    record Call(Actor actor, boolean adminCall) {}
}
