package health.keyward.trust.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Touch;
import health.keyward.audit.Touch.Kind;
import health.keyward.audit.Veto;
import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TwoHandsTest {
    private static final Veto.Call ADMIN =
            new Veto.Call(new Actor("hospital", "victor", "victor", "console", "s", "127.0.0.1"), true);
    private static final Touch GRANT =
            touch(Kind.INSERTED, "UserRoleMapping", "x", Map.of("roleId", "system-admin", "user", "tyler"));

    private final List<Touch> recordedAlone = new ArrayList<>();

    @Test
    void one_system_admin_gives_no_protected_role_whatever_the_way() {
        for (Touch gift : List.of(
                GRANT,
                touch(Kind.DELETED, "UserRoleMapping", "x", Map.of("roleId", "privacy-officer", "user", "helen")),
                touch(Kind.INSERTED, "GroupRoleMapping", "x", Map.of("roleId", "system-admin")),
                touch(Kind.INSERTED, "CompositeRole", "x", Map.of("childRole", "system-admin")),
                touch(Kind.INSERTED, "UserGroupMembership", "x", Map.of("groupId", "admins", "user", "tyler")),
                touch(Kind.DELETED, "Role", "x", Map.of("name", "system-admin")))) {
            assertThat(rule(true, true, Set.of()).refuses(List.of(gift), ADMIN))
                    .as(gift.thing())
                    .isPresent();
        }
    }

    @Test
    void what_two_confirmed_passes_and_only_that() {
        TwoHands rule = rule(true, true, Set.of(GRANT));
        Touch more = touch(Kind.INSERTED, "UserRoleMapping", "y", Map.of("roleId", "system-admin", "user", "eve"));
        assertThat(rule.refuses(List.of(GRANT), ADMIN)).isEmpty();
        assertThat(rule.refuses(List.of(GRANT, more), ADMIN)).isPresent();
    }

    @Test
    void ordinary_roles_and_credentials_of_holders_need_no_second_person() {
        assertThat(rule(true, true, Set.of())
                        .refuses(
                                List.of(
                                        touch(
                                                Kind.INSERTED,
                                                "UserRoleMapping",
                                                "x",
                                                Map.of("roleId", "nurse", "user", "tyler")),
                                        touch(Kind.UPDATED, "Credential", "c", Map.of("user", "helen"))),
                                ADMIN))
                .isEmpty();
    }

    @Test
    void whoever_is_deleted_loses_the_role_with_the_account() {
        assertThat(rule(true, true, Set.of())
                        .refuses(
                                List.of(
                                        touch(Kind.DELETED, "User", "helen", Map.of()),
                                        touch(
                                                Kind.DELETED,
                                                "UserRoleMapping",
                                                "x",
                                                Map.of("roleId", "privacy-officer", "user", "helen"))),
                                ADMIN))
                .isEmpty();
    }

    @Test
    void while_there_is_no_second_one_a_single_admin_may_and_that_is_recorded() {
        assertThat(rule(true, false, Set.of()).refuses(List.of(GRANT), ADMIN)).isEmpty();
        assertThat(recordedAlone).containsExactly(GRANT);
    }

    @Test
    void a_realm_that_does_not_ask_for_it_is_left_alone() {
        assertThat(rule(false, true, Set.of()).refuses(List.of(GRANT), ADMIN)).isEmpty();
        assertThat(recordedAlone).isEmpty();
    }

    private TwoHands rule(boolean wanted, boolean possible, Set<Touch> confirmed) {
        return new TwoHands(new ProtectedRoles(new Hospital()), new TwoHands.Agreements() {
            @Override
            public boolean wanted() {
                return wanted;
            }

            @Override
            public boolean confirmed(Touch touch) {
                return confirmed.contains(touch);
            }

            @Override
            public boolean possible(List<Touch> touches) {
                return possible;
            }

            @Override
            public void alone(Touch touch, Veto.Call call) {
                recordedAlone.add(touch);
            }
        });
    }

    private static Touch touch(Kind kind, String thing, String id, Map<String, String> refs) {
        return new Touch(kind, thing, id, refs, List.of());
    }

    private record Hospital() implements ProtectedRoles.Holders {
        @Override
        public boolean isOrContainsProtected(String roleId) {
            return ProtectedRoles.NAMES.contains(roleId);
        }

        @Override
        public boolean groupGivesProtected(String groupId) {
            return groupId.equals("admins");
        }

        @Override
        public boolean holds(UserId person) {
            return person.value().equals("helen");
        }

        @Override
        public boolean isSystemAdmin(Veto.Call call) {
            return true;
        }

        @Override
        public boolean hasSystemAdmin(List<Touch> touches) {
            return true;
        }

        @Override
        public boolean isNewOrGoneRealm(List<Touch> touches) {
            return false;
        }
    }
}
