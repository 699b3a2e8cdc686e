package health.keyward.stepup.keycloak;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.stepup.core.MapCheck;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapShelf;
import health.keyward.stepup.store.MapVersions;
import health.keyward.stepup.store.MapVersions.NewVersion;
import health.keyward.stepup.store.MapVersions.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** The shelf as one Keycloak session sees it. */
record SessionShelf(KeycloakSession session, MapVersions versions, Publishing publishing) implements MapShelf {
    @Override
    public Optional<List<WrittenRule>> candidate(RealmId realm, String hash) {
        return new Database(session).write(tx -> versions.candidate(tx, realm, hash));
    }

    @Override
    public String keep(RealmId realm, List<WrittenRule> rules, Instant at) {
        return new Database(session).write(tx -> versions.keep(tx, realm, rules, at));
    }

    @Override
    public Optional<Version> newest(RealmId realm) {
        return new Database(session).write(tx -> versions.newest(tx, realm));
    }

    @Override
    public MapCheck.Known known(RealmId realm) {
        return new RealmWords(session.realms().getRealm(realm.value()));
    }

    @Override
    public Optional<Version> publish(NewVersion wanted, Actor by) {
        return publishing.publish(wanted, by);
    }
}
