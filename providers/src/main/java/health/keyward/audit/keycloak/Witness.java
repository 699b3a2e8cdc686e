package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.Numbered;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.ForbiddenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageUtil;

/**
 * Sees everything one Keycloak session does and writes it down in that session's own transaction. Fails closed in two steps: the rows are written
 * and flushed in the prepare step, where a fault ends the request with 500 and rolls everything back; and a transaction that is rolled back in
 * silence although a success was announced ends with an {@link AuditLost}, because Keycloak would otherwise still answer with tokens.
 */
final class Witness {
    private static final Logger LOG = Logger.getLogger(Witness.class);
    private static final String ATTRIBUTE = "keyward.witness";

    private final KeycloakSession session;
    private final AuditRoomFactory room;
    private final List<Sighting> sightings = new ArrayList<>();
    private @Nullable AdminRequest adminRequest;
    private boolean refused;
    private int answered;
    private List<Numbered> written = List.of();

    private Witness(KeycloakSession session, AuditRoomFactory room) {
        this.session = session;
        this.room = room;
    }

    /** The witness of this session, enlisted with its transaction when it is first asked for. */
    static Witness of(KeycloakSession session) {
        Witness known = session.getAttribute(ATTRIBUTE, Witness.class);
        if (known != null) {
            return known;
        }
        Witness witness = new Witness(session, AuditRoomFactory.of(session));
        witness.enlist();
        wake(session);
        session.setAttribute(ATTRIBUTE, witness);
        return witness;
    }

    /** Model providers enlist themselves when they are first asked for, which is too late in the prepare step. No query is made here. */
    private static void wake(KeycloakSession session) {
        new Database(session).entityManager();
        session.realms();
        session.clients();
        session.roles();
        session.groups();
        session.users();
    }

    static Optional<Witness> ifAny(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, Witness.class));
    }

    void sees(Event event) {
        sights(new Sighting.OfEvent(room.activity().read(session, event)));
    }

    void sees(AdminEvent event) {
        sights(new Sighting.OfAdminEvent(Changes.of(event)));
    }

    /** An act of Keyward's own admin API; recorded like an admin event of Keycloak's. */
    void acts(Recorded.Change act) {
        sights(new Sighting.OfAdminEvent(act));
    }

    /** An act of a room, in the room's own words. */
    void acts(Recorded.Act act) {
        sights(new Sighting.OfAct(act));
    }

    /** A decision by which somebody may go on. */
    void decides(Recorded.Decision decision) {
        sights(new Sighting.OfDecision(decision));
    }

    /** Something changed the model; whether an admin call did it shows at the end. */
    void sees(Sighting.OfModel change) {
        sights(change);
    }

    /** An admin call that may change something begins. */
    void begins(AdminRequest request) {
        adminRequest = request;
        RealmModel realm = request.method().equals("PUT") ? session.realms().getRealmByName(request.realmName()) : null;
        if (realm != null) {
            Lists.read(new Database(session).entityManager(), realm.getId(), request.target());
        }
    }

    /** The answer is on its way out, before the commit. */
    void answers(int status) {
        answered = status;
    }

    /** Whether a rule undid the transaction; that has a row of its own already. */
    boolean refused() {
        return refused;
    }

    boolean announcedSuccess() {
        return sightings.stream().anyMatch(Sighting::success);
    }

    private void sights(Sighting sighting) {
        if (session.getTransactionManager().isActive()) {
            sightings.add(sighting);
        } else {
            record(List.of(sighting.complete(session, List.of())), sighting.failure());
        }
    }

    private void enlist() {
        if (!session.getTransactionManager().isActive()) {
            return;
        }
        session.getTransactionManager().enlistPrepare(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                prepare();
            }

            @Override
            protected void rollbackImpl() {}
        });
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                if (!written.isEmpty()) {
                    scribe().committed();
                }
            }

            @Override
            protected void rollbackImpl() {
                undone();
            }
        });
    }

    private boolean prepared;

    private void prepare() {
        EntityManager em = new Database(session).entityManager();
        em.flush();
        List<Touch> touches = room.ear().take(em);
        if (!touches.isEmpty()) {
            judge(touches);
        }
        List<Recorded> rows = Story.of(session, sightings, adminRequest, answered, touches);
        if (!rows.isEmpty() && onlyFailures() && touches.isEmpty()) {
            record(rows, true);
        } else if (!rows.isEmpty()) {
            Scribe scribe = scribe();
            written = scribe.number(rows);
            scribe.write(em, written);
            room.ear().take(em);
        }
        prepared = true;
    }

    /** Keycloak gives a failed attempt a session of its own; nothing else is lost with its row. */
    private boolean onlyFailures() {
        return adminRequest == null && sightings.stream().allMatch(Sighting::failure);
    }

    private void record(List<Recorded> rows, boolean failure) {
        if (failure) {
            room.evenWithoutDatabase(session, rows);
        } else {
            room.inOwnTransaction(session, rows);
        }
    }

    private Scribe scribe() {
        return room.scribe(session.getKeycloakSessionFactory());
    }

    private void judge(List<Touch> touches) {
        Veto.Call call = call();
        for (Veto veto : Doors.all(session, Veto.class)) {
            Optional<String> why = veto.refuses(touches, call);
            if (why.isPresent()) {
                refused = true;
                LOG.warnf("undone: %s", why.get());
                room.evenWithoutDatabase(session, List.of(Refusals.veto(session, adminRequest, call, why.get())));
                throw new ForbiddenException(why.get());
            }
        }
    }

    /** Some admin calls work in a session of their own, which knows of the caller only what the admin event says: partial import is one. */
    private Veto.Call call() {
        if (adminRequest != null) {
            return Callers.call(session, true);
        }
        return sightings.stream()
                .filter(Sighting.OfAdminEvent.class::isInstance)
                .map(Sighting.OfAdminEvent.class::cast)
                .map(event -> new Veto.Call(event.change().actor(), true))
                .findFirst()
                .orElseGet(() -> Callers.call(session, false));
    }

    /** Only what was announced as a success needs a mark; failures have transactions of their own. */
    private void undone() {
        if (refused) {
            forgetPeople();
        }
        if (!written.isEmpty()) {
            scribe().ids().burn(written);
        }
        if (!announcedSuccess()) {
            return;
        }
        boolean silent = !prepared && !refused && answered > 0 && answered < 400;
        try {
            room.evenWithoutDatabase(
                    session,
                    sightings.stream().flatMap(s -> s.undone().stream()).toList());
        } catch (RuntimeException e) {
            LOG.warnf(e, "an attempt was rolled back and could not be marked as such");
        }
        if (silent) {
            throw new AuditLost();
        }
    }

    /** Keycloak's user cache keeps people that an import put there before it was refused; they would be served although no row exists. */
    private void forgetPeople() {
        RealmModel realm = session.getContext().getRealm();
        if (realm == null) {
            return;
        }
        String id = realm.getId();
        try {
            inFreshSession(session, fresh -> {
                UserCache cache = UserStorageUtil.userCache(fresh);
                RealmModel known = cache == null ? null : fresh.realms().getRealm(id);
                if (known != null) {
                    cache.evict(known);
                }
            });
        } catch (RuntimeException e) {
            LOG.warnf(e, "the user cache may still hold people of a refused import");
        }
    }

    /** A fresh session of the same server, for rows that must outlive this transaction. */
    static void inFreshSession(KeycloakSession session, java.util.function.Consumer<KeycloakSession> work) {
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), work::accept);
    }

    static String freshId() {
        return EventIds.fresh();
    }
}
