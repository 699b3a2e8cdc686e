package health.keyward.abac.keycloak.bundle;

import health.keyward.audit.Ledger;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** Works and records in the transaction of a Keycloak session. */
record SessionBook(KeycloakSession session) implements RealmPolicies.Book, RealmPolicies.Work {
    @Override
    public <T> T on(Database.SqlWork<T> work) {
        return new Database(session).write(work);
    }

    @Override
    public void changed(RealmId realm, Actor by, String operation, String target, String words) {
        Doors.open(session, Ledger.class).changed(realm, by, operation, "POLICY", target, null, words);
    }

    @Override
    public void afterCommit(Runnable then) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                then.run();
            }

            @Override
            protected void rollbackImpl() {}
        });
    }
}
