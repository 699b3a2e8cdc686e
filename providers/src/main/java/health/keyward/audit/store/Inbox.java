package health.keyward.audit.store;

import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Puts rows into the inbox, in the transaction of the entity manager it is given. */
public final class Inbox {
    private final EventIds ids;

    public Inbox(EventIds ids) {
        this.ids = ids;
    }

    /**
     * Writes and flushes. Never call it from a listener's {@code onEvent}: a flush that fails there leaves the request looking like a success.
     *
     * @throws RuntimeException when the database refuses; the transaction is then lost
     */
    public void add(EntityManager em, List<Recorded> recorded) {
        for (Recorded one : recorded) {
            em.persist(new InboxRow(ids.boot(), ids.next(), one.at(), Leaf.bytes(one)));
        }
        em.flush();
    }
}
