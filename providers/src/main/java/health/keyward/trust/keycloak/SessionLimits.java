package health.keyward.trust.keycloak;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.trust.core.SessionClass;
import health.keyward.trust.core.SessionClass.Kind;
import health.keyward.trust.core.SessionClass.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Refuses session and token settings that outlive the class, for realms that carry Keyward's blueprint. */
final class SessionLimits implements Veto {
    private static final String BLUEPRINT = "keyward.blueprint";
    private static final Set<String> REALM_ROWS = Set.of("Realm", "RealmAttribute");
    private static final Map<String, Kind> CLIENT_ATTRIBUTES = Map.of(
            "access.token.lifespan", Kind.IDLE,
            "client.session.idle.timeout", Kind.IDLE,
            "client.session.max.lifespan", Kind.WHOLE,
            "client.offline.session.max.lifespan", Kind.WHOLE,
            "saml.assertion.lifespan", Kind.IDLE);

    private final KeycloakSession session;

    SessionLimits(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Optional<String> refuses(List<Touch> touches, Call call) {
        RealmModel realm = session.getContext().getRealm();
        if (realm == null || realm.getAttribute(BLUEPRINT) == null) {
            return Optional.empty();
        }
        List<Setting> settings = new ArrayList<>(clientSettings(touches));
        if (touches.stream().anyMatch(t -> REALM_ROWS.contains(t.thing()))) {
            settings.addAll(realmSettings(realm));
        }
        return SessionClass.AAL2.broken(settings);
    }

    private static List<Setting> realmSettings(RealmModel realm) {
        return List.of(
                new Setting("SSO Session Idle", realm.getSsoSessionIdleTimeout(), Kind.IDLE),
                new Setting("SSO Session Max", realm.getSsoSessionMaxLifespan(), Kind.WHOLE),
                new Setting("SSO Session Idle Remember Me", realm.getSsoSessionIdleTimeoutRememberMe(), Kind.IDLE),
                new Setting("SSO Session Max Remember Me", realm.getSsoSessionMaxLifespanRememberMe(), Kind.WHOLE),
                new Setting("Client Session Idle", realm.getClientSessionIdleTimeout(), Kind.IDLE),
                new Setting("Client Session Max", realm.getClientSessionMaxLifespan(), Kind.WHOLE),
                new Setting("Access Token Lifespan", realm.getAccessTokenLifespan(), Kind.IDLE),
                new Setting(
                        "Offline Session Max",
                        realm.isOfflineSessionMaxLifespanEnabled()
                                ? realm.getOfflineSessionMaxLifespan()
                                : Integer.MAX_VALUE,
                        Kind.WHOLE));
    }

    private static List<Setting> clientSettings(List<Touch> touches) {
        return touches.stream()
                .filter(t -> t.thing().equals("ClientAttribute") && t.kind() != Touch.Kind.DELETED)
                .flatMap(t -> t.fields().stream())
                .filter(f -> f.after() != null && CLIENT_ATTRIBUTES.containsKey(f.name()))
                .map(f ->
                        new Setting(f.name(), seconds(f.after()), CLIENT_ATTRIBUTES.getOrDefault(f.name(), Kind.WHOLE)))
                .toList();
    }

    /** What is no number is no limit either. */
    private static long seconds(String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return value.isBlank() ? 0 : Long.MAX_VALUE;
        }
    }
}
