package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.store.BundleKept;
import health.keyward.abac.store.BundleKept.Kept;
import health.keyward.abac.store.BundleKept.Source;
import health.keyward.audit.Integrity;
import health.keyward.audit.Ledger;
import health.keyward.kernel.Actor;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Keeps the bundle of the installation in the database, and tells the keepers of the evidence what became of an offer. */
final class HouseShelf implements HouseBundle.Shelf {
    private static final int LONGEST_FACT = 180;

    private final KeycloakSessionFactory factory;
    private final BundleKept kept = new BundleKept();

    HouseShelf(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Optional<Kept> kept(Source source) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> new Database(session).write(tx -> kept.kept(tx, source)));
    }

    @Override
    public void taken(Source source, Kept one, String revision) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            boolean news = new Database(session).write(tx -> {
                kept.keep(tx, source, one);
                return kept.tried(tx, source, one.confirmed(), true, one.sha256());
            });
            if (news) {
                record(
                        session,
                        "The policy bundle of the installation, revision " + revision + ", SHA-256 " + one.sha256()
                                + ", was taken in by " + source + ".");
            }
        });
    }

    @Override
    public void confirmed(Source source, String sha256, Instant at) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            boolean again = new Database(session).write(tx -> {
                kept.confirm(tx, source, sha256, at);
                return kept.tried(tx, source, at, true, sha256);
            });
            if (again) {
                record(
                        session,
                        "The policy bundle of the installation, SHA-256 " + sha256 + ", is confirmed by " + source
                                + " again.");
            }
        });
    }

    @Override
    public void refused(Source source, Instant at, @Nullable Fault fault, String why) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            if (new Database(session).write(tx -> kept.tried(tx, source, at, false, why))) {
                record(session, "No policy bundle by " + source + ": " + why + " The last good one goes on.");
                if (fault != null) {
                    tell(session, source, at, fault, why);
                }
            }
        });
    }

    private static void record(KeycloakSession session, String words) {
        Ledger ledger = Doors.open(session, Ledger.class);
        Doors.open(session, Integrity.class)
                .keepers()
                .forEach(realm ->
                        ledger.changed(realm, Actor.NOBODY, "ACTION", "POLICY", "abac/policies/house", null, words));
    }

    /** To everybody who can look into it. A source that was merely not reached is told by its age alone. */
    private static void tell(KeycloakSession session, Source source, Instant at, Fault fault, String why) {
        Optional<Notices> notices = Doors.all(session, Notices.class).stream().findFirst();
        notices.ifPresent(door -> Doors.open(session, Integrity.class)
                .keepers()
                .forEach(realm -> door.tell(new Notice(
                        realm,
                        "policy-bundle-refused",
                        "policy-bundle-refused:" + source + ":" + at,
                        new Audience.Holders("system-admin", null),
                        Map.of(
                                "source", source.name(),
                                "fault", fault.name(),
                                "why", why.substring(0, Math.min(LONGEST_FACT, why.length())))))));
    }
}
