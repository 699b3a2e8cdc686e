package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.Grant;
import health.keyward.kernel.Actor;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.time.Instant;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** An attempt to use a grant from another session, app, key or device: recorded and told, although the attempt itself is undone (BG-9). */
final class GrantMisuse {
    private static final String ROLE = "privacy-officer";

    private final KeycloakSession session;

    GrantMisuse(KeycloakSession session) {
        this.session = session;
    }

    /** @param how a word, for example {@code other_session} */
    void tell(Grant grant, String how, Actor by, Instant at) {
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), apart -> {
            apart.getContext().setRealm(apart.realms().getRealm(grant.realm().value()));
            Doors.open(apart, Ledger.class)
                    .acted(new Recorded.Act(
                            "",
                            at,
                            grant.realm().value(),
                            BreakGlassRoomFactory.ID,
                            "GRANT_MISUSED",
                            how,
                            grant.id(),
                            grant.person().value(),
                            grant.username(),
                            by,
                            SessionGrants.facts(grant)));
            Doors.all(apart, Notices.class).stream()
                    .findFirst()
                    .ifPresent(notices -> notices.tell(new Notice(
                            grant.realm(),
                            "break-glass-misuse",
                            "break-glass-misuse:" + grant.id() + ":" + how,
                            new Audience.Holders(ROLE, null),
                            Map.of("person", grant.username(), "grant", grant.id(), "how", how.replace('_', ' ')))));
        });
    }
}
