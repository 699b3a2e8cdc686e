package health.keyward.stepup.keycloak.models;

import health.keyward.audit.Integrity;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import health.keyward.stepup.core.KnownModel;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.core.ModelCatalogue.Count;
import health.keyward.stepup.core.ModelStatus;
import health.keyward.stepup.store.SeenModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;

/** Tells system administrators that keys people have are refused from now on, before those people stand at the door. In the transaction that brings the news. */
final class CompromiseNotice {
    private static final int LONGEST_NAME = 120;

    private final KeycloakSession session;
    private final SeenModels seen = new SeenModels();

    CompromiseNotice(KeycloakSession session) {
        this.session = session;
    }

    void tell(Metadata metadata) {
        List<KnownModel> refused = metadata.models().values().stream()
                .filter(model -> model.compromise().isPresent())
                .toList();
        Optional<Notices> notices = Doors.all(session, Notices.class).stream().findFirst();
        if (refused.isEmpty() || notices.isEmpty()) {
            return;
        }
        for (RealmId realm : Doors.open(session, Integrity.class).keepers()) {
            Map<UUID, Count> here = new Database(session).read(tx -> seen.count(tx, realm));
            for (KnownModel model : refused) {
                Count count = here.getOrDefault(model.aaguid(), Count.NONE);
                if (count.credentials() > 0) {
                    notices.get().tell(notice(realm, model, count));
                }
            }
        }
    }

    /** Once for each model and status. */
    private static Notice notice(RealmId realm, KnownModel model, Count count) {
        String status = model.compromise().map(ModelStatus::word).orElseThrow();
        return new Notice(
                realm,
                "fido-model-refused",
                "fido-model-refused:" + model.aaguid() + ":" + status,
                new Audience.Holders("system-admin", null),
                Map.of(
                        "model", cut(model.name()),
                        "status", status,
                        "credentials", Long.toString(count.credentials())));
    }

    private static String cut(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
