package health.keyward.audit.keycloak;

import health.keyward.audit.Consent;
import health.keyward.audit.Projection;
import health.keyward.audit.Retention;
import health.keyward.audit.core.RetentionRules;
import health.keyward.audit.store.Checkpoints;
import health.keyward.audit.store.Disposal;
import health.keyward.audit.store.Head;
import health.keyward.audit.store.Holds;
import health.keyward.audit.store.KeptSettings;
import health.keyward.audit.store.LogEpoch;
import health.keyward.audit.store.Rewrap;
import health.keyward.audit.store.RewrapOrders;
import health.keyward.audit.store.Shredder;
import health.keyward.audit.store.SigningState;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Retention as one Keycloak session sees it. All happens in that session's transaction; new keys are ordered in it. */
final class SessionRetention implements Retention {
    private static final Clock CLOCK = AuditRoomFactory.CLOCK;

    private final KeycloakSession session;
    private final Scribe scribe;
    private final LedgerWork work;

    SessionRetention(KeycloakSession session, Scribe scribe, LedgerWork work) {
        this.session = session;
        this.scribe = scribe;
        this.work = work;
    }

    @Override
    public Foresight foresee(Act act) {
        return isOutOfPlace(act)
                ? new Foresight.Against(Why.NOT_THIS_REALM)
                : new Database(session).write(tx -> withYears(tx, foresee(tx, act)));
    }

    private Foresight foresee(Connection tx, Act act) throws SQLException {
        return switch (act) {
            case Act.Shred shred ->
                new Shredder(CLOCK, scribe.marker(session))
                        .foresee(tx, shred.realm(), shred.person(), shred.legalOrder());
            case Act.Hold hold -> hold(tx, hold);
            case Act.Release release ->
                Holds.standing(tx, release.realm(), Optional.ofNullable(release.person()))
                        .<Foresight>map(held -> new Foresight.Clear(Map.of("reason", held.reason())))
                        .orElseGet(() -> new Foresight.Against(Why.NO_SUCH_HOLD));
            case Act.Dispose dispose -> Disposal.foresee(tx, rules(tx), dispose.before());
            case Act.Rewrap rewrap -> Rewrap.foresee(tx, scribe.ring(), rewrap.toEpoch());
            case Act.NewEpoch epoch -> newEpoch(tx);
        };
    }

    private Foresight hold(Connection tx, Act.Hold hold) throws SQLException {
        if (hold.person() != null && !isSomebody(tx, hold.realm(), hold.person())) {
            return new Foresight.Against(Why.NO_SUCH_PERSON);
        }
        return Holds.standing(tx, hold.realm(), Optional.ofNullable(hold.person()))
                        .isPresent()
                ? new Foresight.Against(Why.HELD_ALREADY)
                : new Foresight.Clear(Map.of());
    }

    /** Somebody who is gone and still in the evidence, or who is here and not in it yet: what comes is held too. */
    private boolean isSomebody(Connection tx, RealmId id, UserId person) throws SQLException {
        RealmModel realm = session.realms().getRealm(id.value());
        return Shredder.knows(tx, id, person)
                || (realm != null && session.users().getUserById(realm, person.value()) != null);
    }

    private static Foresight newEpoch(Connection tx) throws SQLException {
        if (!new SigningState(tx).read().state().refuses()) {
            return new Foresight.Against(Why.NOT_ROLLED_BACK);
        }
        int epoch = Head.read(tx).epoch();
        long signed =
                new Checkpoints(tx).newest(epoch).map(Checkpoints.Kept::size).orElse(0L);
        return new Foresight.Clear(Map.of("epoch", Integer.toString(epoch), "signed", Long.toString(signed)));
    }

    private static Foresight withYears(Connection tx, Foresight foresight) throws SQLException {
        if (!(foresight instanceof Foresight.Clear(Map<String, String> facts))) {
            return foresight;
        }
        Map<String, String> more = new HashMap<>(facts);
        more.put("years", Integer.toString(rules(tx).years()));
        return new Foresight.Clear(more);
    }

    private static RetentionRules rules(Connection tx) throws SQLException {
        return new RetentionRules(CLOCK, KeptSettings.read(tx).retentionYears());
    }

    @Override
    public Outcome carryOut(Act act) {
        Optional<String> approval = RetentionRules.agreed(act, Doors.all(session, Consent.class));
        if (approval.isEmpty()) {
            return new Outcome.Refused(Why.NOT_AGREED);
        }
        return isOutOfPlace(act)
                ? new Outcome.Refused(Why.NOT_THIS_REALM)
                : new Database(session).write(tx -> carryOut(tx, act, approval.get()));
    }

    private Outcome carryOut(Connection tx, Act act, String approval) throws SQLException {
        return switch (act) {
            case Act.Shred shred ->
                new Shredder(CLOCK, scribe.marker(session))
                        .shred(
                                tx,
                                shred.realm(),
                                shred.person(),
                                shred.legalOrder(),
                                approval,
                                Doors.all(session, Projection.class));
            case Act.Hold hold ->
                new Holds(CLOCK, scribe.marker(session))
                        .place(tx, hold.realm(), Optional.ofNullable(hold.person()), hold.reason(), approval);
            case Act.Release release ->
                new Holds(CLOCK, scribe.marker(session))
                        .release(tx, release.realm(), Optional.ofNullable(release.person()), approval);
            case Act.Dispose dispose ->
                new Disposal(CLOCK, scribe.marker(session)).dispose(tx, dispose.before(), approval);
            case Act.Rewrap rewrap -> order(tx, rewrap, approval);
            case Act.NewEpoch epoch -> {
                OptionalInt opened =
                        work.resume(session, tx, new LogEpoch.Reason(epoch.reason(), approval), scribe.marks(session));
                yield opened.isPresent()
                        ? new Outcome.Done(opened.getAsInt())
                        : new Outcome.Refused(Why.NOT_ROLLED_BACK);
            }
        };
    }

    private Outcome order(Connection tx, Act.Rewrap rewrap, String approval) throws SQLException {
        if (foresee(tx, rewrap) instanceof Foresight.Against(Why why)) {
            return new Outcome.Refused(why);
        }
        RewrapOrders.order(tx, rewrap.toEpoch(), approval, CLOCK.instant());
        return new Outcome.Done(1);
    }

    /** What concerns entries of all realms is decided in the realm that keeps the evidence. */
    private boolean isOutOfPlace(Act act) {
        return switch (act) {
            case Act.Shred shred -> false;
            case Act.Hold hold -> false;
            case Act.Release release -> false;
            case Act.Dispose dispose -> !keepsEvidence(dispose.realm());
            case Act.Rewrap rewrap -> !keepsEvidence(rewrap.realm());
            case Act.NewEpoch epoch -> !keepsEvidence(epoch.realm());
        };
    }

    private boolean keepsEvidence(RealmId id) {
        RealmModel realm = session.realms().getRealm(id.value());
        return realm != null && work.keepsEvidence(realm);
    }
}
