package health.keyward.breakglass.keycloak;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.breakglass.store.AskWords;
import health.keyward.breakglass.store.CaseFile;
import health.keyward.breakglass.store.CoSignatures;
import health.keyward.breakglass.store.EmergencyNames;
import health.keyward.breakglass.store.GrantTable;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import jakarta.ws.rs.ForbiddenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** The room's read model of the log, and beside it the rest of its tables where a person is erased: in the transaction that destroys the person's key. */
final class Forgetting implements Projection {
    private static final CaseFile FILE = new CaseFile();
    private static final GrantTable GRANTS = new GrantTable();
    private static final CoSignatures SIGNATURES = new CoSignatures();
    private static final AskWords WORDS = new AskWords();
    private static final EmergencyNames NAMES = new EmergencyNames();

    private final Projection model;
    private final List<Projection> beside;

    /** @param beside that follow the log and keep nothing to be compared or forgotten */
    Forgetting(Projection model, Projection... beside) {
        this.model = model;
        this.beside = List.of(beside);
    }

    @Override
    public void project(Connection tx, List<Entry> batch) throws SQLException {
        model.project(tx, batch);
        for (Projection follower : beside) {
            follower.project(tx, batch);
        }
    }

    @Override
    public OptionalLong find(Connection tx, RealmId realm, String eventId) throws SQLException {
        return model.find(tx, realm, eventId);
    }

    @Override
    public OptionalLong differs(Connection tx, long from, long to, List<Entry> entries) throws SQLException {
        return model.differs(tx, from, to, entries);
    }

    @Override
    public void shown(Connection tx, long from, long to, Taker taker) throws SQLException {
        model.shown(tx, from, to, taker);
    }

    /** @throws ForbiddenException while the person has emergency access: who is in a record now must be found by its review; and while they keep an emergency account */
    @Override
    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        if (!GRANTS.open(tx, realm, person).isEmpty()) {
            throw new ForbiddenException("the person has emergency access that is not over; end it first");
        }
        if (FILE.waits(tx, realm, person)) {
            throw new ForbiddenException(
                    "an emergency access of the person waits for its verdict; close the case first");
        }
        if (NAMES.inForce(tx, realm, person)) {
            throw new ForbiddenException(
                    "the person stands in the register of emergency administrators, or in an opening"
                            + " that is not over; take them off the register first");
        }
        model.forget(tx, realm, person);
        GRANTS.forget(tx, realm, person);
        SIGNATURES.forget(tx, realm, person);
        WORDS.forgetPerson(tx, person);
        NAMES.forget(tx, realm, person);
    }
}
