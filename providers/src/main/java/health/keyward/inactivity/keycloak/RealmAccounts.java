package health.keyward.inactivity.keycloak;

import health.keyward.breakglass.AdminPaths;
import health.keyward.breakglass.BreakGlass;
import health.keyward.breakglass.EmergencyAdmins;
import health.keyward.breakglass.EndReason;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.AccountType;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.store.Standings;
import health.keyward.inactivity.store.Standings.Kept;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.LogoutLetters;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.Profile;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageUtil;
import org.keycloak.storage.adapter.InMemoryUserAdapter;

/**
 * What is done to accounts, in Keycloak. Accounts of Keycloak's own store are switched by one statement and taken out of every node's cache: its model does
 * nothing else when it disables somebody. Accounts of a directory are switched by the model, which writes the change back where it may, and read again.
 */
final class RealmAccounts implements Accounts {
    private static final Logger LOG = Logger.getLogger(RealmAccounts.class);
    /** No emergency grant lives that long; whoever has not signed in since has none (BG-7). */
    private static final Duration GRANT_IS_OVER = Duration.ofDays(1);

    /** Mappers of Keycloak's LDAP provider that write whether an account is enabled. */
    private static final Set<String> CARRY_THE_STATE =
            Set.of("msad-user-account-control-mapper", "msad-lds-user-account-control-mapper");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Database database;
    private final Clock clock;
    private final LogoutLetters letters;
    private final boolean tells;

    RealmAccounts(KeycloakSession session, RealmModel realm, Clock clock) {
        this(session, realm, clock, true);
    }

    /** @param tells whether apps are to be told that sessions end; false where somebody else has told them */
    RealmAccounts(KeycloakSession session, RealmModel realm, Clock clock, boolean tells) {
        this.tells = tells;
        this.session = session;
        this.realm = realm;
        this.database = new Database(session);
        this.clock = clock;
        this.letters = new LogoutLetters(session);
    }

    @Override
    public Map<UserId, Effect> disable(List<Account> accounts) {
        Map<UserId, Effect> effects = switched(accounts, false);
        Set<String> inSession = inSession(accounts);
        for (Account account : accounts) {
            Effect effect = effects.get(account.id());
            if (effect != null && effect.done()) {
                effects.put(
                        account.id(),
                        new Effect(
                                true,
                                effect.detail()
                                        + ended(
                                                account,
                                                inSession.contains(account.id().value()))));
            }
        }
        return effects;
    }

    @Override
    public Map<UserId, Effect> enable(List<Account> accounts) {
        return switched(accounts, true);
    }

    private Map<UserId, Effect> switched(List<Account> accounts, boolean enabled) {
        Map<UserId, Effect> effects = new HashMap<>();
        List<Account> own = accounts.stream()
                .filter(account -> account.federation() == null)
                .toList();
        Set<String> done = own.isEmpty() ? Set.of() : switchOwn(own, enabled);
        UserCache cache = UserStorageUtil.userCache(session);
        for (Account account : own) {
            if (done.contains(account.id().value())) {
                if (cache != null) {
                    cache.evict(realm, named(account));
                }
                effects.put(account.id(), new Effect(true, "enabled=" + enabled));
            }
        }
        accounts.stream()
                .filter(account -> account.federation() != null)
                .forEach(account -> effects.put(account.id(), switchFederated(account, enabled)));
        return effects;
    }

    /** Those that now are as wanted. */
    private Set<String> switchOwn(List<Account> own, boolean enabled) {
        return database.write(tx -> {
            try (PreparedStatement update = tx.prepareStatement(
                    "UPDATE user_entity SET enabled = ? WHERE realm_id = ? AND id = ANY (?) RETURNING id")) {
                update.setBoolean(1, enabled);
                update.setString(2, realm.getId());
                update.setArray(
                        3,
                        tx.createArrayOf(
                                "text",
                                own.stream().map(one -> one.id().value()).toArray()));
                Set<String> done = new HashSet<>();
                try (ResultSet row = update.executeQuery()) {
                    while (row.next()) {
                        done.add(row.getString(1));
                    }
                }
                return done;
            }
        });
    }

    /**
     * The local state wins whatever the directory says, and both are told (IN-12). In a transaction of its own, because Keycloak writes to a directory only after
     * its commit: how that ended has to be known before it is recorded.
     */
    private Effect switchFederated(Account account, boolean enabled) {
        String id = account.id().value();
        String wrote;
        try {
            boolean there =
                    KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), own -> {
                        RealmModel same = own.realms().getRealm(realm.getId());
                        own.getContext().setRealm(same);
                        @Nullable UserModel user = own.users().getUserById(same, id);
                        if (user != null) {
                            user.setEnabled(enabled);
                        }
                        return user != null;
                    });
            if (!there) {
                return new Effect(false, "the account is gone from its directory");
            }
            wrote = reaches(account.federation());
        } catch (RuntimeException e) {
            LOG.debugf(e, "a directory refused to change an account");
            wrote = "refused, " + e.getClass().getSimpleName();
        }
        switchOwn(List.of(account), enabled);
        UserCache cache = UserStorageUtil.userCache(session);
        if (cache != null) {
            cache.evict(realm, named(account));
        }
        String seen = readAgain(id);
        return new Effect(seen.equals(Boolean.toString(enabled)), "enabled=" + seen + " directory=" + wrote);
    }

    /** What became of the change in the directory, which Keycloak's model does not say: it does without a word what it cannot write. */
    private String reaches(@Nullable String federation) {
        @Nullable ComponentModel storage = federation == null ? null : realm.getComponent(federation);
        if (storage == null || !"ldap".equals(storage.getProviderId())) {
            return "done";
        }
        if (!"WRITABLE".equals(storage.getConfig().getFirst("editMode"))) {
            return "not writable";
        }
        return realm.getComponentsStream(storage.getId())
                        .anyMatch(mapper -> CARRY_THE_STATE.contains(mapper.getProviderId())
                                || "enabled".equals(mapper.getConfig().getFirst("user.model.attribute")))
                ? "done"
                : "keeps no such state";
    }

    /** As Keycloak sees it with its directory; where that cannot be asked, nobody can sign in by it, and the local row says what holds. */
    private String readAgain(String id) {
        try {
            @Nullable UserModel again = session.users().getUserById(realm, id);
            return again == null ? "gone" : Boolean.toString(again.isEnabled());
        } catch (RuntimeException e) {
            LOG.debugf(e, "a directory could not be read again");
            return database.write(tx -> {
                try (PreparedStatement ask = tx.prepareStatement("SELECT enabled FROM user_entity WHERE id = ?")) {
                    ask.setString(1, id);
                    try (ResultSet row = ask.executeQuery()) {
                        return row.next() ? Boolean.toString(row.getBoolean(1)) : "gone";
                    }
                }
            });
        }
    }

    private UserModel named(Account account) {
        InMemoryUserAdapter user =
                new InMemoryUserAdapter(session, realm, account.id().value());
        user.setUsername(account.username());
        return user;
    }

    /** Where sessions are rows, one question says who has any; elsewhere everybody might. */
    private Set<String> inSession(List<Account> accounts) {
        List<String> ids =
                accounts.stream().map(account -> account.id().value()).toList();
        if (!Profile.isFeatureEnabled(Profile.Feature.PERSISTENT_USER_SESSIONS)) {
            return Set.copyOf(ids);
        }
        return database.write(tx -> {
            try (PreparedStatement ask = tx.prepareStatement(
                    "SELECT DISTINCT user_id FROM offline_user_session WHERE realm_id = ? AND user_id = ANY (?)")) {
                ask.setString(1, realm.getId());
                ask.setArray(2, tx.createArrayOf("text", ids.toArray()));
                Set<String> found = new HashSet<>();
                try (ResultSet row = ask.executeQuery()) {
                    while (row.next()) {
                        found.add(row.getString(1));
                    }
                }
                return found;
            }
        });
    }

    /** Ends what would outlive the switch; says what it was. */
    private String ended(Account account, boolean inSession) {
        StringBuilder seen = new StringBuilder();
        if (inSession) {
            @Nullable
            UserModel user = session.users().getUserById(realm, account.id().value());
            if (user != null) {
                LogoutLetters.Ended ended = letters.end(realm, user, tells);
                seen.append(" sessions=")
                        .append(ended.online())
                        .append(" offline=")
                        .append(ended.offline())
                        .append(" told=")
                        .append(ended.told());
            }
        }
        Instant lately = clock.instant().minus(GRANT_IS_OVER);
        boolean mayHoldGrant = inSession
                || account.type() == AccountType.BREAK_GLASS
                || (account.interactive() != null && account.interactive().isAfter(lately));
        if (mayHoldGrant) {
            int grants = Doors.all(session, BreakGlass.class).stream()
                    .mapToInt(door ->
                            door.endAll(new RealmId(realm.getId()), account.id(), EndReason.NOT_ELIGIBLE, Actor.NOBODY))
                    .sum();
            if (grants > 0) {
                seen.append(" grants=").append(grants);
            }
        }
        return seen.toString();
    }

    @Override
    public Map<UserId, Effect> archive(List<Account> accounts) {
        Map<UserId, Effect> effects = new HashMap<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Kept> kept = new ArrayList<>();
        for (Account account : accounts) {
            @Nullable
            UserModel user = session.users().getUserById(realm, account.id().value());
            if (user == null) {
                continue;
            }
            List<RoleModel> roles = user.getRoleMappingsStream()
                    .filter(role -> !role.getId().equals(realm.getDefaultRole().getId()))
                    .toList();
            List<GroupModel> groups = user.getGroupsStream().toList();
            roles.forEach(role -> {
                kept.add(new Kept(account.id(), "ROLE", role.getId(), role.getName(), now));
                user.deleteRoleMapping(role);
            });
            groups.forEach(group -> {
                kept.add(new Kept(account.id(), "GROUP", group.getId(), group.getName(), now));
                user.leaveGroup(group);
            });
            effects.put(account.id(), new Effect(true, "roles=" + roles.size() + " groups=" + groups.size()));
        }
        database.write(tx -> {
            new Standings().keep(tx, new RealmId(realm.getId()), kept);
            return true;
        });
        return effects;
    }

    @Override
    public Map<UserId, Effect> delete(List<Account> accounts) {
        Map<UserId, Effect> effects = new HashMap<>();
        for (Account account : accounts) {
            @Nullable
            UserModel user = session.users().getUserById(realm, account.id().value());
            if (account.type() == AccountType.SERVICE) {
                effects.put(account.id(), new Effect(false, "a service account goes with its client"));
            } else if (user != null) {
                boolean gone = session.users().removeUser(realm, user);
                effects.put(account.id(), new Effect(gone, gone ? "gone" : "was not removed"));
            }
        }
        return effects;
    }

    @Override
    public Set<UserId> emergency(List<UserId> people) {
        List<EmergencyAdmins> registers = Doors.all(session, EmergencyAdmins.class);
        RealmId id = new RealmId(realm.getId());
        return people.stream()
                .filter(person -> registers.stream().anyMatch(register -> register.registered(id, person)))
                .collect(Collectors.toSet());
    }

    @Override
    public Set<UserId> workingAdmins() {
        RealmId id = new RealmId(realm.getId());
        return Doors.all(session, AdminPaths.class).stream()
                .flatMap(paths -> paths.working(id).stream())
                .collect(Collectors.toSet());
    }
}
