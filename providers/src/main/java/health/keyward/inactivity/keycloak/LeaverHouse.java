package health.keyward.inactivity.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.history.EntitlementUse;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.AppAccess;
import health.keyward.inactivity.core.Leaver;
import health.keyward.inactivity.store.Engine;
import health.keyward.inactivity.store.LeaverRound;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.ServerAddress;
import health.keyward.keycloak.Sessions;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** Shuts a leaver out of Keycloak and of the apps, in the transaction of one Keycloak session. */
final class LeaverHouse implements LeaverRound.House {
    private final KeycloakSession session;
    private final Clock clock;
    private final Engine.House house;

    LeaverHouse(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        this.house = new SessionHouse(session, clock);
    }

    @Override
    public Accounts accounts(RealmId realm) {
        return house.accounts(realm);
    }

    @Override
    public String acted(Recorded.Act act) {
        return house.acted(act);
    }

    @Override
    public void tell(Notice notice) {
        house.tell(notice);
    }

    @Override
    public LeaverRound.Out shutOut(Leaver leaver, Account account) {
        RealmModel realm = session.realms().getRealm(leaver.realm().value());
        ServerAddress.say(session, realm, leaver.server());
        Map<String, AppAccess> apps = new TreeMap<>();
        List<String> partners = List.of();
        @Nullable
        UserModel user = session.users().getUserById(realm, account.id().value());
        if (user != null) {
            told(realm, user, apps);
            consents(realm, user, apps);
            partners = partners(realm, user, apps.keySet());
        }
        Accounts.Effect effect = new RealmAccounts(session, realm, clock, false)
                .disable(List.of(account))
                .getOrDefault(account.id(), new Accounts.Effect(false, "the account is gone"));
        return new LeaverRound.Out(effect, List.copyOf(apps.values()), partners);
    }

    /** Apps of partners that the person had open or has a role of, or that ever got a token for them. */
    private List<String> partners(RealmModel realm, UserModel user, Set<String> open) {
        Set<String> used = Doors.all(session, EntitlementUse.class).stream()
                .flatMap(use -> use.clients(new RealmId(realm.getId()), new UserId(user.getId())).keySet().stream())
                .collect(Collectors.toSet());
        return realm.getClientsStream()
                .filter(client -> names(client.getAttribute(Audience.Partner.CONTACT)))
                .filter(client -> open.contains(client.getClientId())
                        || used.contains(client.getClientId())
                        || client.getRolesStream().anyMatch(user::hasRole))
                .map(ClientModel::getClientId)
                .sorted()
                .toList();
    }

    private static boolean names(@Nullable String contact) {
        return contact != null && !contact.isBlank();
    }

    private void told(RealmModel realm, UserModel user, Map<String, AppAccess> apps) {
        Instant now = now();
        Stream<AppAccess> online = session.sessions().getUserSessionsStream(realm, user).toList().stream()
                .flatMap(one -> List.copyOf(one.getAuthenticatedClientSessions().values()).stream())
                .map(app -> told(realm, app, AppAccess.Kind.SESSION, now));
        Stream<AppAccess> offline = session.sessions().getOfflineUserSessionsStream(realm, user).toList().stream()
                .flatMap(one -> List.copyOf(one.getAuthenticatedClientSessions().values()).stream())
                .map(app -> told(realm, app, AppAccess.Kind.OFFLINE, now));
        Stream.concat(online, offline).toList().forEach(one -> apps.merge(one.client(), one, AppAccess::and));
    }

    private AppAccess told(RealmModel realm, AuthenticatedClientSessionModel app, AppAccess.Kind kind, Instant now) {
        AppAccess.Told told = AppAccess.Told.valueOf(Sessions.tell(session, app).name());
        ClientModel client = app.getClient();
        boolean keepsItsOwn = told == AppAccess.Told.FAILED || (told == AppAccess.Told.NOT_ASKED && !isOidc(client));
        return new AppAccess(
                client.getClientId(),
                kind,
                told,
                now.plusSeconds(keepsItsOwn ? realm.getSsoSessionMaxLifespan() : lifespan(realm, client)));
    }

    /** Tokens that came by a consent may be out although the session has ended since. */
    private void consents(RealmModel realm, UserModel user, Map<String, AppAccess> apps) {
        Instant now = now();
        session.users()
                .getConsentsStream(realm, user.getId())
                .map(UserConsentModel::getClient)
                .filter(Objects::nonNull)
                .toList()
                .forEach(client -> {
                    session.users().revokeConsentForClient(realm, user.getId(), client.getId());
                    AppAccess access = new AppAccess(
                            client.getClientId(),
                            AppAccess.Kind.CONSENT,
                            AppAccess.Told.NOT_ASKED,
                            now.plusSeconds(lifespan(realm, client)));
                    apps.merge(access.client(), access, AppAccess::and);
                });
    }

    private static boolean isOidc(ClientModel client) {
        return client.getProtocol() == null || OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol());
    }

    /** Of an access token, in seconds; one that was given out just now lasts that long. */
    private static int lifespan(RealmModel realm, ClientModel client) {
        @Nullable String own = client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN);
        try {
            return own == null || own.isBlank() ? realm.getAccessTokenLifespan() : Integer.parseInt(own.strip());
        } catch (NumberFormatException e) {
            return realm.getAccessTokenLifespan();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
