package health.keyward.inactivity.keycloak;

import health.keyward.inactivity.core.GuardedRoles;
import health.keyward.inactivity.core.KeptRight;
import health.keyward.inactivity.core.KeptRight.Guard;
import health.keyward.inactivity.core.KeptRight.Kind;
import health.keyward.inactivity.core.KeptRight.State;
import health.keyward.inactivity.store.Standings;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.Assurance;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** What was taken from people when they were archived, seen with Keycloak's model as it is today. */
final class KeptRights {
    private final KeycloakSession session;
    private final RealmModel realm;

    KeptRights(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    List<KeptRight> of(UserId person) {
        RealmId id = new RealmId(realm.getId());
        @Nullable UserModel user = session.users().getUserById(realm, person.value());
        return new Database(session)
                .write(tx -> new Standings().kept(tx, id, person)).stream()
                        .map(kept -> seen(kept, user))
                        .toList();
    }

    private KeptRight seen(Standings.Kept kept, @Nullable UserModel user) {
        Kind kind = Kind.valueOf(kept.kind());
        if (kind == Kind.ROLE) {
            @Nullable RoleModel role = session.roles().getRoleById(realm, kept.id());
            boolean held =
                    role != null && user != null && user.getRoleMappingsStream().anyMatch(role::equals);
            return right(kind, kept, role != null, held, role == null ? Guard.NONE : guard(role));
        }
        @Nullable GroupModel group = session.groups().getGroupById(realm, kept.id());
        return right(
                kind,
                kept,
                group != null,
                group != null && user != null && user.isMemberOf(group),
                group == null ? Guard.NONE : guard(group));
    }

    private static KeptRight right(Kind kind, Standings.Kept kept, boolean there, boolean held, Guard guard) {
        State state = !there ? State.GONE : held ? State.HELD : State.PROPOSED;
        return new KeptRight(kind, kept.id(), kept.name(), kept.at(), state, guard);
    }

    private Guard guard(RoleModel role) {
        if (protectedRoles().anyMatch(role::equals)) {
            return Guard.PROTECTED;
        }
        if (protectedRoles().anyMatch(role::hasRole)) {
            return Guard.BRINGS_PROTECTED;
        }
        return named().anyMatch(one -> one.equals(role) || role.hasRole(one)) ? Guard.STEP_UP : Guard.NONE;
    }

    private Guard guard(GroupModel group) {
        if (protectedRoles().anyMatch(role -> brings(group, role))) {
            return Guard.BRINGS_PROTECTED;
        }
        return named().anyMatch(role -> brings(group, role)) ? Guard.STEP_UP : Guard.NONE;
    }

    /** A group gives what those above it give. */
    private static boolean brings(GroupModel group, RoleModel role) {
        for (@Nullable GroupModel here = group; here != null; here = here.getParent()) {
            if (here.hasRole(role)) {
                return true;
            }
        }
        return false;
    }

    private Stream<RoleModel> protectedRoles() {
        return Stream.concat(
                GuardedRoles.NAMES.stream().flatMap(this::role),
                realm.getRolesStream().filter(one -> "true".equals(one.getFirstAttribute(GuardedRoles.MARK))));
    }

    /** Roles that a rule of the step-up map speaks of. */
    private Stream<RoleModel> named() {
        RealmId id = new RealmId(realm.getId());
        return Doors.all(session, Assurance.class).stream()
                .flatMap(map -> map.roles(id).stream())
                .flatMap(this::role);
    }

    private Stream<RoleModel> role(String name) {
        return Optional.ofNullable(realm.getRole(name)).stream();
    }

    /** Whether somebody holds a protected role as things stand. */
    boolean holdsProtected(UserModel person) {
        return protectedRoles().anyMatch(person::hasRole);
    }

    /** @return why it could not be done */
    Optional<String> give(UserId person, KeptRight right) {
        @Nullable UserModel user = session.users().getUserById(realm, person.value());
        if (user == null || !user.isEnabled()) {
            return Optional.of("The account is not open.");
        }
        if (right.kind() == Kind.ROLE) {
            @Nullable RoleModel role = session.roles().getRoleById(realm, right.id());
            if (role == null) {
                return Optional.of("The role is gone.");
            }
            user.grantRole(role);
        } else {
            @Nullable GroupModel group = session.groups().getGroupById(realm, right.id());
            if (group == null) {
                return Optional.of("The group is gone.");
            }
            user.joinGroup(group);
        }
        drop(person, right);
        return Optional.empty();
    }

    void drop(UserId person, KeptRight right) {
        new Database(session)
                .write(tx -> new Standings()
                        .drop(
                                tx,
                                new RealmId(realm.getId()),
                                person,
                                right.kind().name(),
                                right.id()));
    }
}
