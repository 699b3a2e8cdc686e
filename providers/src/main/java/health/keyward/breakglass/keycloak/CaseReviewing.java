package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.CaseReviewers.Candidate;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminGate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Who reviews emergency access in this realm: holders of {@code reviewer} and of {@code privacy-officer}. */
final class CaseReviewing {
    /** User name or id of who leads the person. */
    static final String MANAGER = "manager";

    private static final int LEVELS = 10;

    private final KeycloakSession session;
    private final EligiblePeople eligible;

    CaseReviewing(KeycloakSession session, EligiblePeople eligible) {
        this.session = session;
        this.eligible = eligible;
    }

    /** Everybody who holds one of the roles, by whatever path. */
    List<Candidate> candidates(RealmModel realm) {
        Set<String> seen = new LinkedHashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (String name : List.of(AdminGate.REVIEWER, AdminGate.PRIVACY_OFFICER)) {
            RoleModel role = realm.getRole(name);
            if (role != null) {
                holders(realm, role)
                        .filter(person -> seen.add(person.getId()))
                        .map(person -> candidate(realm, person))
                        .flatMap(Optional::stream)
                        .forEach(candidates::add);
            }
        }
        return candidates;
    }

    /** Empty for whoever holds neither role, or cannot sign in. */
    Optional<Candidate> candidate(RealmModel realm, UserModel person) {
        boolean reviewer = holds(realm, person, AdminGate.REVIEWER);
        boolean officer = holds(realm, person, AdminGate.PRIVACY_OFFICER);
        boolean admin = holds(realm, person, AdminGate.SYSTEM_ADMIN);
        if (!person.isEnabled() || person.getServiceAccountClientLink() != null || !(reviewer || officer || admin)) {
            return Optional.empty();
        }
        return Optional.of(new Candidate(
                new UserId(person.getId()),
                person.getUsername(),
                !reviewer,
                eligible.maySign(realm, person),
                above(realm, person)));
    }

    private Set<UserId> above(RealmModel realm, UserModel person) {
        Set<UserId> above = new LinkedHashSet<>();
        Optional<UserModel> next = manager(realm, person);
        for (int level = 0; level < LEVELS && next.isPresent(); level++) {
            if (!above.add(new UserId(next.get().getId()))) {
                break;
            }
            next = manager(realm, next.get());
        }
        return above;
    }

    private Optional<UserModel> manager(RealmModel realm, UserModel person) {
        @Nullable String named = person.getFirstAttribute(MANAGER);
        if (named == null || named.isBlank()) {
            return Optional.empty();
        }
        return Optional.ofNullable(session.users().getUserByUsername(realm, named.strip()))
                .or(() -> Optional.ofNullable(session.users().getUserById(realm, named.strip())));
    }

    private Stream<UserModel> holders(RealmModel realm, RoleModel role) {
        return Stream.concat(
                session.users().getRoleMembersStream(realm, role),
                session.groups()
                        .getGroupsByRoleStream(realm, role, null, null)
                        .flatMap(group -> session.users().getGroupMembersStream(realm, group)));
    }

    private static boolean holds(RealmModel realm, UserModel person, String name) {
        RoleModel role = realm.getRole(name);
        return role != null && person.hasRole(role);
    }
}
