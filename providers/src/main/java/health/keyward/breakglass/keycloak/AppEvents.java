package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.AppEvent;
import health.keyward.breakglass.store.CaseTable;
import health.keyward.breakglass.store.CaseUsage;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Records what apps say was done under a grant. The entry is an act of the room: its actor is the app that proved itself, its person is the grant's, and
 * nothing of the event is believed about either. What is forged is recorded too, and told.
 */
public final class AppEvents {
    /** What is kept of one grant. */
    static final long MOST = 5_000;

    private final KeycloakSession session;
    private final SessionGrants grants;
    private final Clock clock;

    AppEvents(KeycloakSession session, SessionGrants grants, Clock clock) {
        this.session = session;
        this.grants = grants;
        this.clock = clock;
    }

    /** What came of it. */
    public enum Taken {
        TAKEN,
        /** No grant of that id is good for this app. */
        NOT_THEIRS,
        NOT_DURING,
        TOO_MANY
    }

    /** @param body as it came; its hash is recorded */
    public Taken take(RealmId realm, AppEvent event, byte[] body, Actor app) {
        Optional<Grant> found = grants.find(realm, event.grant());
        if (found.isEmpty()) {
            apart(act(realm, null, "no_such_grant", app, Map.of()));
            return Taken.NOT_THEIRS;
        }
        Grant grant = found.get();
        if (!grant.apps().contains(app.clientId())) {
            apart(act(realm, grant, "grant_of_another_app", app, Map.of("sha256", hash(body))));
            grants.misused(grant, "forged_app_event", app);
            return Taken.NOT_THEIRS;
        }
        if (!event.within(grant)) {
            return Taken.NOT_DURING;
        }
        if (new Database(session)
                .write(tx -> new CaseTable().find(tx, realm, grant.id()))
                .filter(reviewed -> reviewed.used() < MOST)
                .isEmpty()) {
            return Taken.TOO_MANY;
        }
        Map<String, String> facts = new TreeMap<>();
        facts.put(CaseUsage.WHAT, event.what());
        facts.put(CaseUsage.OUTCOME, said(event, grant));
        facts.put("recorded", event.recorded().toString());
        facts.put("patient", event.patient(grant).name());
        facts.put("agent", event.agent(grant).name());
        facts.put("sha256", hash(body));
        Doors.open(session, Ledger.class).acted(act(realm, grant, null, app, facts));
        return Taken.TAKEN;
    }

    /** Another patient or another person is what a reviewer has to see first. */
    private static String said(AppEvent event, Grant grant) {
        String said = event.outcome();
        if (event.patient(grant) == AppEvent.Named.OTHER) {
            said += " other-patient";
        }
        return event.agent(grant) == AppEvent.Named.OTHER ? said + " other-person" : said;
    }

    /** In a transaction of its own, because the refusal undoes the caller's. */
    private void apart(Recorded.Act act) {
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
            own.getContext().setRealm(own.realms().getRealm(act.realmId()));
            Doors.open(own, Ledger.class).acted(act);
        });
    }

    private Recorded.Act act(
            RealmId realm, @Nullable Grant grant, @Nullable String error, Actor app, Map<String, String> facts) {
        return new Recorded.Act(
                "",
                clock.instant(),
                realm.value(),
                BreakGlassRoomFactory.ID,
                CaseUsage.APP_EVENT,
                error,
                grant == null ? null : grant.id(),
                grant == null ? null : grant.person().value(),
                grant == null ? null : grant.username(),
                app,
                facts);
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
