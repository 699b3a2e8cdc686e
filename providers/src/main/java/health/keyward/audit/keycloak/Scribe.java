package health.keyward.audit.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.core.Spool;
import health.keyward.audit.core.SpoolState;
import health.keyward.audit.store.Arrival;
import health.keyward.audit.store.Inbox;
import health.keyward.audit.store.Ingest;
import health.keyward.audit.store.KeyCabinet;
import health.keyward.audit.store.Lane;
import health.keyward.audit.store.LeafWriter;
import health.keyward.audit.store.Looks;
import health.keyward.audit.store.Marker;
import health.keyward.audit.store.Marks;
import health.keyward.audit.store.SpoolRecord;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.WakeUp;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProviderFactory;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The write path of this run of the server: numbers, seals and writes rows; what is a failure anyway goes to the spool when the database refuses it.
 * It is opened when the first row comes, which may be while the server is still starting.
 */
final class Scribe implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Scribe.class);

    private final EventIds ids = new EventIds();
    private final KekRing ring;
    private final Lane lane;
    private final KeyCabinet keys;
    private final Inbox inbox;
    private final Looks looks;
    private final Looks decisions;
    private final Spool spool;
    private final long spoolMostBytes;
    private final WakeUp arrivals;

    private Scribe(KeycloakSessionFactory factory, KekRing ring, WriteOptions options, WakeUp arrivals) {
        this.ring = ring;
        JpaConnectionProviderFactory database =
                (JpaConnectionProviderFactory) factory.getProviderFactory(JpaConnectionProvider.class);
        this.lane = new Lane(database::getConnection);
        this.keys = new KeyCabinet(ring, AuditRoomFactory.CLOCK, System::nanoTime, lane);
        this.inbox = new Inbox(new LeafWriter(keys));
        this.looks = new Looks("keyward-looks", database::getConnection, inbox, new ApartEnding());
        this.decisions = new Looks("keyward-decisions", database::getConnection, inbox, new ApartEnding());
        this.spool = new Spool(options.spoolDir(), ring, ids.boot());
        this.spoolMostBytes = options.spoolMostBytes();
        this.arrivals = arrivals;
    }

    /**
     * @param arrivals called for rows that are committed
     * @throws IllegalStateException when there are no keys to seal with, or not the right ones
     */
    static Scribe open(KeycloakSessionFactory factory, WriteOptions options, WakeUp arrivals) {
        Path folder = options.kekDir()
                .orElseThrow(() -> new IllegalStateException(
                        "Keyward needs --spi-keyward-room--audit--kek-dir=PATH: a folder with the file kek-1"
                                + " of 32 random bytes or more, the same on every node and outside the database"));
        Scribe scribe = new Scribe(factory, KekRing.in(folder), options, arrivals);
        try {
            scribe.keys.check();
        } catch (RuntimeException e) {
            scribe.looks.close();
            scribe.decisions.close();
            scribe.lane.close();
            throw e;
        }
        return scribe;
    }

    KekRing ring() {
        return ring;
    }

    KeyCabinet keys() {
        return keys;
    }

    Lane lane() {
        return lane;
    }

    EventIds ids() {
        return ids;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Past its stated size nothing may be changed any more until the database takes rows again (AL-11). */
    SpoolState spool() {
        return spool.state(spoolMostBytes);
    }

    List<Numbered> number(List<Recorded> rows) {
        return ids.number(rows);
    }

    /** An entry of the ledger about itself, as this server's next row. */
    Arrival mark(String type, Map<String, String> facts) {
        Recorded.Mark mark = new Recorded.Mark(EventIds.fresh(), AuditRoomFactory.CLOCK.instant(), "", type, facts);
        return inbox.arrival(ids.number(List.of(mark)).getFirst());
    }

    /** In the transaction of the entity manager. Whoever ends that transaction says {@link #committed}. */
    void write(EntityManager em, List<Numbered> rows) {
        inbox.add(em, rows);
    }

    /** Rows of this node are there for the sequencer to find. */
    void committed() {
        arrivals.call();
    }

    /** Begins to write a look in a transaction of its own. */
    Ledger.Recording looking(Recorded.Look look) {
        return looks.add(ids.number(List.of(look)).getFirst());
    }

    /** Begins to write decisions in one transaction of their own. */
    Ledger.Recording deciding(List<Recorded.Decision> rows) {
        return decisions.add(ids.number(rows));
    }

    private final class ApartEnding implements Looks.Ending {
        @Override
        public void committed() {
            Scribe.this.committed();
        }

        @Override
        public void refused(Numbered row) {
            ids.burn(List.of(row));
        }
    }

    /** In a transaction of its own that is committed before this returns. */
    void writeApart(KeycloakSession session, List<Recorded> rows) {
        List<Numbered> numbered = ids.number(rows);
        try {
            writeApartAs(session, numbered);
        } catch (RuntimeException e) {
            ids.burn(numbered);
            throw e;
        }
    }

    /** The same for what succeeded in nothing: when the database refuses it, the spool takes it. */
    void writeApartOrSpool(KeycloakSession session, List<Recorded> rows) {
        List<Numbered> numbered = ids.number(rows);
        try {
            writeApartAs(session, numbered);
        } catch (RuntimeException refused) {
            try {
                numbered.forEach(row -> spool.append(SpoolRecord.bytes(row)));
            } catch (RuntimeException e) {
                ids.burn(numbered);
                e.addSuppressed(refused);
                throw e;
            }
            LOG.warnf("the database took no record of a failed attempt; it is in the spool: %s", refused.toString());
        }
    }

    private void writeApartAs(KeycloakSession session, List<Numbered> rows) {
        KeycloakModelUtils.runJobInTransaction(
                session.getKeycloakSessionFactory(), fresh -> inbox.add(new Database(fresh).entityManager(), rows));
        committed();
    }

    /** Marks in the session's own transaction; their numbers are burnt when it is rolled back. */
    Marker marker(KeycloakSession session) {
        return (tx, mark) -> {
            Numbered row = numbered(session, mark);
            inbox.add(tx, row);
            return row;
        };
    }

    /** The same for marks that are numbered in the log at once. */
    Marks marks(KeycloakSession session) {
        return (type, facts) -> inbox.arrival(numbered(
                session, new Recorded.Mark(EventIds.fresh(), AuditRoomFactory.CLOCK.instant(), "", type, facts)));
    }

    private Numbered numbered(KeycloakSession session, Recorded.Mark mark) {
        List<Numbered> rows = ids.number(List.of(mark));
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                committed();
            }

            @Override
            protected void rollbackImpl() {
                ids.burn(rows);
            }
        });
        return rows.getFirst();
    }

    /** Marks on the lane. */
    Marker marker() {
        return (tx, mark) -> {
            List<Numbered> rows = ids.number(List.of(mark));
            try {
                inbox.add(tx, rows.getFirst());
            } catch (SQLException e) {
                ids.burn(rows);
                throw e;
            }
            return rows.getFirst();
        };
    }

    /** Takes what the spool holds into the database. */
    void empty(KeycloakSessionFactory factory, int sequencerLock) {
        if (spool.bytes() == 0) {
            return;
        }
        for (Path file : spool.handOver()) {
            Spool.Content content = spool.read(file);
            List<Numbered> rows = rows(content);
            int[] taken = new int[1];
            KeycloakModelUtils.runJobInTransaction(
                    factory,
                    session -> taken[0] = new Database(session).write(tx -> {
                        Ingest.alone(tx, ClusterTask.LOCK_CLASS, sequencerLock);
                        return new Ingest(inbox).take(tx, rows);
                    }));
            spool.done(file, content);
            committed();
            LOG.infof("%d of %d records of the spool were new to the database", taken[0], rows.size());
            if (content.damagedBytes() > 0) {
                LOG.errorf(
                        "%d bytes at the end of a file of the spool cannot be read; the file was put aside",
                        content.damagedBytes());
            }
        }
    }

    private static List<Numbered> rows(Spool.Content content) {
        List<Numbered> rows = new ArrayList<>();
        for (byte[] record : content.records()) {
            try {
                rows.add(SpoolRecord.read(record));
            } catch (IOException e) {
                throw new IllegalStateException("a record of the spool is of no known form", e);
            }
        }
        return rows;
    }

    @Override
    public void close() {
        looks.close();
        decisions.close();
        spool.close();
        lane.close();
    }
}
