package health.keyward.stepup.keycloak;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.stepup.core.MapCheck;
import health.keyward.stepup.core.MapLockout;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapShelf;
import health.keyward.stepup.store.MapVersions;
import health.keyward.stepup.store.MapVersions.NewVersion;
import health.keyward.stepup.store.MapVersions.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The shelf as one Keycloak session sees it. */
record SessionShelf(KeycloakSession session, MapVersions versions, Publishing publishing) implements MapShelf {
    private static final String CONSOLE = "keyward-console";

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
    public Optional<String> locksOut(RealmId realm, List<WrittenRule> rules) {
        @Nullable RealmModel model = session.realms().getRealm(realm.value());
        @Nullable ClientModel console = model == null ? null : model.getClientByClientId(CONSOLE);
        if (console == null) {
            return Optional.empty();
        }
        return new MapLockout(
                        realm, CONSOLE, console.getAttribute("keyward.data_class"), new SessionReach(session).of(realm))
                .of(
                        newest(realm)
                                .map(version -> StepUpMap.of(version.rules()))
                                .orElse(StepUpMap.EMPTY),
                        StepUpMap.of(rules));
    }

    @Override
    public Optional<Version> publish(NewVersion wanted, Actor by) {
        return publishing.publish(wanted, by);
    }
}
