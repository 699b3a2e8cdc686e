package health.keyward.review.keycloak;

import health.keyward.kernel.UserId;
import health.keyward.keycloak.LogoutLetters;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemKind;
import health.keyward.review.core.Origin;
import health.keyward.review.core.Rights;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.storage.ReadOnlyException;
import org.keycloak.storage.UserStorageUtil;

/** Takes rights away by Keycloak's model, so that its caches and the ledger see it like any other change. */
final class SessionRights implements Rights {
    private static final Logger LOG = Logger.getLogger(SessionRights.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Clock clock;
    private final LogoutLetters letters;

    SessionRights(KeycloakSession session, RealmModel realm, Clock clock) {
        this.session = session;
        this.realm = realm;
        this.clock = clock;
        this.letters = new LogoutLetters(session);
    }

    @Override
    public Taken take(Item item) {
        @Nullable
        UserModel user = session.users().getUserById(realm, item.person().value());
        if (user == null) {
            return new Taken.Gone("the account is gone");
        }
        try {
            return item.denial().group() ? leave(user, item) : drop(user, item);
        } catch (ReadOnlyException e) {
            LOG.debugf(e, "a directory refused to take a right away");
            return isElsewhere(item)
                    ? new Taken.Elsewhere()
                    : new Taken.Refused("the directory of the account may not be written to");
        } catch (ModelException e) {
            LOG.debugf(e, "a right could not be taken away");
            return isElsewhere(item)
                    ? new Taken.Elsewhere()
                    : new Taken.Refused("refused, " + e.getClass().getSimpleName());
        }
    }

    private static boolean isElsewhere(Item item) {
        Origin origin = item.origin();
        return origin != null && origin.holding() == Origin.Holding.THERE;
    }

    private Taken leave(UserModel user, Item item) {
        @Nullable
        GroupModel group = session.groups().getGroupById(realm, item.denial().id());
        if (group == null || user.getGroupsStream().noneMatch(group::equals)) {
            return new Taken.Gone(group == null ? "the group is gone" : "was no member any more");
        }
        user.leaveGroup(group);
        return new Taken.Done("left the group");
    }

    private Taken drop(UserModel user, Item item) {
        @Nullable
        RoleModel role = session.roles().getRoleById(realm, item.denial().id());
        if (role == null || user.getRoleMappingsStream().noneMatch(role::equals)) {
            return new Taken.Gone(role == null ? "the role is gone" : "did not hold the role any more");
        }
        if (item.outcome() != Decision.REDUCE) {
            user.deleteRoleMapping(role);
            return new Taken.Done("was taken");
        }
        Optional<RoleModel> part = role.getCompositesStream()
                .filter(one -> one.getName().equals(item.reduceTo()))
                .findFirst();
        if (part.isEmpty()) {
            return new Taken.Refused("the part that was to stay is no part of the role any more");
        }
        user.deleteRoleMapping(role);
        user.grantRole(part.get());
        return new Taken.Done("was reduced");
    }

    @Override
    public Optional<String> still(Item item) {
        @Nullable
        UserModel user = item.origin() == null
                ? session.users().getUserById(realm, item.person().value())
                : anew(item.person());
        if (user == null) {
            return Optional.empty();
        }
        if (item.kind() == ItemKind.GROUP) {
            return user.getGroupsStream()
                    .filter(group -> group.getId().equals(item.entitlementId()))
                    .findFirst()
                    .map(group -> "the group itself");
        }
        @Nullable RoleModel role = session.roles().getRoleById(realm, item.entitlementId());
        return role == null || !user.hasRole(role) ? Optional.empty() : Optional.of(way(user, role));
    }

    /** Another system changes what is in the cache and tells nobody. */
    private @Nullable UserModel anew(UserId person) {
        UserCache cache = UserStorageUtil.userCache(session);
        @Nullable UserModel cached = session.users().getUserById(realm, person.value());
        if (cache == null || cached == null) {
            return cached;
        }
        cache.evict(realm, cached);
        return session.users().getUserById(realm, person.value());
    }

    private static String way(UserModel user, RoleModel role) {
        Optional<RoleModel> direct = user.getRoleMappingsStream()
                .filter(one -> one.equals(role) || one.hasRole(role))
                .findFirst();
        return direct.map(one -> "role " + one.getName())
                .or(() -> user.getGroupsStream()
                        .filter(group -> gives(group, role))
                        .findFirst()
                        .map(group -> "group " + group.getName()))
                .orElse("another way");
    }

    /** A group gives what those above it give. */
    private static boolean gives(GroupModel group, RoleModel role) {
        for (@Nullable GroupModel here = group; here != null; here = here.getParent()) {
            if (here.hasRole(role)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int end(UserId person) {
        @Nullable UserModel user = session.users().getUserById(realm, person.value());
        if (user == null) {
            return 0;
        }
        LogoutLetters.Ended ended = letters.end(realm, user);
        session.users().setNotBeforeForUser(realm, user, (int) clock.instant().getEpochSecond());
        return ended.online() + ended.offline();
    }
}
