package health.keyward.stepup.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.kernel.Actor;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.core.MapChange;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.store.MapVersions;
import health.keyward.stepup.store.MapVersions.NewVersion;
import health.keyward.stepup.store.MapVersions.Version;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** Publishes a version of the map: the version, its line in the ledger, and this server's memory of it, or nothing of it. */
final class Publishing {
    private static final int LONGEST_RECORD = 3_500;

    private final KeycloakSession session;
    private final MapVersions versions;
    private final Runnable published;

    /** @param published called after the commit */
    Publishing(KeycloakSession session, MapVersions versions, Runnable published) {
        this.session = session;
        this.versions = versions;
        this.published = published;
    }

    /** In the caller's transaction. Empty when somebody else was first. */
    Optional<Version> publish(NewVersion wanted, Actor by) {
        Database database = new Database(session);
        StepUpMap before = database.write(tx -> versions.newest(tx, wanted.realm()))
                .map(version -> StepUpMap.of(version.rules()))
                .orElse(StepUpMap.EMPTY);
        Optional<Version> version = database.write(tx -> versions.publish(tx, wanted));
        version.ifPresent(done -> {
            record(done, wanted, new MapChange(before, StepUpMap.of(done.rules())), by);
            afterwards();
        });
        return version;
    }

    private void record(Version version, NewVersion wanted, MapChange change, Actor by) {
        String words = "Published the step-up map, version " + version.number() + ", SHA-256 " + version.sha256()
                + (version.approval() == null ? "" : ", as agreed in proposal " + version.approval()) + ". Reason: "
                + version.reason() + ". "
                + change.lines().stream()
                        .map(line ->
                                "Rule " + line.rule() + ": " + orDash(line.before()) + " -> " + orDash(line.after()))
                        .collect(Collectors.joining("; "));
        Doors.open(session, Ledger.class)
                .changed(
                        wanted.realm(),
                        by,
                        "UPDATE",
                        "STEP_UP_MAP",
                        "stepup/map/versions/" + version.number(),
                        null,
                        words.length() <= LONGEST_RECORD ? words : words.substring(0, LONGEST_RECORD) + " …");
    }

    private void afterwards() {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                published.run();
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    private static String orDash(@Nullable String value) {
        return value == null ? "-" : value;
    }
}
