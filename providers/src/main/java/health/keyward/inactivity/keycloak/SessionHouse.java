package health.keyward.inactivity.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.store.Engine;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.time.Clock;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What the engine works with, in the transaction of one Keycloak session. */
record SessionHouse(KeycloakSession session, Clock clock) implements Engine.House {
    @Override
    public Accounts accounts(RealmId realm) {
        RealmModel model = session.realms().getRealm(realm.value());
        session.getContext().setRealm(model);
        return new RealmAccounts(session, model, clock);
    }

    @Override
    public String acted(Recorded.Act act) {
        return Doors.open(session, Ledger.class).acted(act);
    }

    @Override
    public void tell(Notice notice) {
        Doors.open(session, Notices.class).tell(notice);
    }
}
