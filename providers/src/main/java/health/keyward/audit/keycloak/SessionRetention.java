package health.keyward.audit.keycloak;

import health.keyward.audit.Projection;
import health.keyward.audit.Retention;
import health.keyward.audit.core.RetentionRules;
import health.keyward.audit.store.Disposal;
import health.keyward.audit.store.Holds;
import health.keyward.audit.store.Rewrap;
import health.keyward.audit.store.Shredder;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Retention as one Keycloak session sees it; all but new keys happens in that session's transaction. */
final class SessionRetention implements Retention {
    private final KeycloakSession session;
    private final Scribe scribe;

    SessionRetention(KeycloakSession session, Scribe scribe) {
        this.session = session;
        this.scribe = scribe;
    }

    @Override
    public Outcome shred(RealmId realm, UserId person, @Nullable String legalOrder, String approvalId) {
        String approval = RetentionRules.approved(approvalId);
        return new Database(session)
                .write(tx -> new Shredder(AuditRoomFactory.CLOCK, scribe.marker(session))
                        .shred(tx, realm, person, legalOrder, approval, Doors.all(session, Projection.class)));
    }

    @Override
    public Outcome hold(RealmId realm, Optional<UserId> person, String reason, String approvalId) {
        String approval = RetentionRules.approved(approvalId);
        return new Database(session)
                .write(tx -> new Outcome.Done(
                        Holds.place(tx, realm, person, reason, approval, AuditRoomFactory.CLOCK.instant())));
    }

    @Override
    public Outcome release(RealmId realm, Optional<UserId> person, String approvalId) {
        String approval = RetentionRules.approved(approvalId);
        return new Database(session).write(tx -> {
            int released = Holds.release(tx, realm, person, approval, AuditRoomFactory.CLOCK.instant());
            return released == 0 ? new Outcome.Refused(Why.NO_SUCH_HOLD) : new Outcome.Done(released);
        });
    }

    @Override
    public Outcome dispose(String approvalId) {
        String approval = RetentionRules.approved(approvalId);
        return new Database(session)
                .write(tx -> new Disposal(AuditRoomFactory.CLOCK, scribe.marker(session)).dispose(tx, approval));
    }

    @Override
    public Outcome rewrap(int toEpoch, String approvalId) {
        return new Rewrap(scribe.ring(), AuditRoomFactory.CLOCK, scribe.lane(), scribe.marker())
                .to(toEpoch, RetentionRules.approved(approvalId));
    }
}
