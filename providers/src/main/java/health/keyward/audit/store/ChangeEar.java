package health.keyward.audit.store;

import health.keyward.audit.Touch;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what Hibernate writes, so that every change is known with before and after on the connection it is made on. It collects and never
 * queries: a query inside a Hibernate listener would flush the session it listens to.
 */
public final class ChangeEar
        implements PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PreCollectionUpdateEventListener,
                PreCollectionRemoveEventListener,
                PreCollectionRecreateEventListener {
    private static final long serialVersionUID = 1L;

    private final transient Map<SharedSessionContractImplementor, List<Touch>> heard =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** Starts listening, for the life of the entity manager factory. */
    public void listenTo(EntityManagerFactory factory) {
        EventListenerRegistry registry =
                factory.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
        registry.getEventListenerGroup(EventType.POST_INSERT).appendListener(this);
        registry.getEventListenerGroup(EventType.POST_UPDATE).appendListener(this);
        registry.getEventListenerGroup(EventType.POST_DELETE).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_UPDATE).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_REMOVE).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_RECREATE).appendListener(this);
    }

    /** What was heard on this entity manager so far, and forgets it. Flush first. */
    public List<Touch> take(EntityManager em) {
        List<Touch> touches = heard.remove(em.unwrap(SharedSessionContractImplementor.class));
        return touches == null ? List.of() : touches;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        hear(
                event.getSession(),
                event.getEntity(),
                (rows, thing) -> rows.inserted(thing, event.getId(), names(event.getPersister()), event.getState()));
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        hear(
                event.getSession(),
                event.getEntity(),
                (rows, thing) -> rows.updated(
                        thing,
                        event.getId(),
                        names(event.getPersister()),
                        event.getDirtyProperties(),
                        event.getOldState(),
                        event.getState()));
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        hear(
                event.getSession(),
                event.getEntity(),
                (rows, thing) ->
                        rows.deleted(thing, event.getId(), names(event.getPersister()), event.getDeletedState()));
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        Object owner = event.getAffectedOwnerOrNull();
        if (owner != null) {
            hear(
                    event.getSession(),
                    owner,
                    (rows, thing) -> rows.collection(
                            thing,
                            event.getAffectedOwnerIdOrNull(),
                            event.getCollection().getRole(),
                            snapshot(event.getCollection()),
                            event.getCollection()));
        }
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        Object owner = event.getAffectedOwnerOrNull();
        if (owner != null) {
            hear(
                    event.getSession(),
                    owner,
                    (rows, thing) -> rows.collection(
                            thing,
                            event.getAffectedOwnerIdOrNull(),
                            event.getCollection().getRole(),
                            snapshot(event.getCollection()),
                            null));
        }
    }

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        Object owner = event.getAffectedOwnerOrNull();
        if (owner != null) {
            hear(
                    event.getSession(),
                    owner,
                    (rows, thing) -> rows.collection(
                            thing,
                            event.getAffectedOwnerIdOrNull(),
                            event.getCollection().getRole(),
                            null,
                            event.getCollection()));
        }
    }

    /** What was in it before; Hibernate keeps the snapshot of a set as a map. */
    private static @Nullable Object snapshot(PersistentCollection<?> collection) {
        Object stored = collection.getStoredSnapshot();
        return stored instanceof Map<?, ?> map && !(collection instanceof Map) ? map.keySet() : stored;
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    @FunctionalInterface
    private interface Heard {
        Touch as(Rows rows, String thing);
    }

    private void hear(SharedSessionContractImplementor session, Object entity, Heard what) {
        Rows.thingOf(entity)
                .ifPresent(thing ->
                        heard.computeIfAbsent(session, s -> new ArrayList<>()).add(what.as(new Rows(session), thing)));
    }

    private static String[] names(EntityPersister persister) {
        return persister.getPropertyNames();
    }
}
