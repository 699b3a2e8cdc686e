package health.keyward.review.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import health.keyward.review.core.Foreign;
import health.keyward.review.core.Rights;
import health.keyward.review.store.Rounds;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;

/** What the room works with, in the transaction of one Keycloak session. */
record SessionReviewHouse(KeycloakSession session, Clock clock) implements Rounds.House {
    private static final Logger LOG = Logger.getLogger(SessionReviewHouse.class);

    @Override
    public Rights rights(RealmId realm) {
        RealmModel model = session.realms().getRealm(realm.value());
        session.getContext().setRealm(model);
        return new SessionRights(session, model, clock);
    }

    @Override
    public String acted(Recorded.Act act) {
        return Doors.open(session, Ledger.class).acted(act);
    }

    @Override
    public Optional<List<Foreign>> foreign(RealmId realm) {
        RealmModel model = session.realms().getRealm(realm.value());
        session.getContext().setRealm(model);
        try {
            return Optional.of(Stream.concat(
                            new Directories(session, model).foreign(), new IdentityProviders(session, model).foreign())
                    .toList());
        } catch (ModelException e) {
            LOG.warnf(e, "a directory of realm %s did not answer, no review begins without it", realm.value());
            return Optional.empty();
        }
    }

    @Override
    public void tell(Notice notice) {
        Doors.open(session, Notices.class).tell(notice);
    }
}
