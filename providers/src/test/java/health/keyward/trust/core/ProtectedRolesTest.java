package health.keyward.trust.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded.FieldChange;
import health.keyward.audit.Touch;
import health.keyward.audit.Touch.Kind;
import health.keyward.audit.Veto;
import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtectedRolesTest {
    private static final Veto.Call HELPDESK = call("tyler", true);
    private static final Veto.Call ADMIN = call("victor", true);
    private static final Veto.Call SELF = call("helen", false);

    private final ProtectedRoles rule = new ProtectedRoles(new Hospital(true, false));

    @Test
    void the_helpdesk_cannot_grant_a_protected_role() {
        assertThat(rule.refuses(List.of(grant("system-admin", "tyler")), HELPDESK))
                .isPresent();
    }

    @Test
    void a_system_admin_can() {
        assertThat(rule.refuses(List.of(grant("system-admin", "tyler")), ADMIN)).isEmpty();
    }

    @Test
    void an_ordinary_role_is_nobodys_business_here() {
        assertThat(rule.refuses(List.of(grant("nurse", "tyler")), HELPDESK)).isEmpty();
    }

    @Test
    void a_role_that_carries_a_protected_role_within_counts_as_one() {
        assertThat(rule.refuses(List.of(grant("contains-system-admin", "tyler")), HELPDESK))
                .isPresent();
    }

    @Test
    void a_broker_that_grants_a_protected_role_is_stopped_although_no_admin_calls() {
        assertThat(rule.refuses(List.of(grant("privacy-officer", "mallory")), call("mallory", false)))
                .isPresent();
    }

    @Test
    void a_protected_role_cannot_hide_in_a_composite_or_a_group() {
        assertThat(rule.refuses(
                        List.of(touch(Kind.INSERTED, "CompositeRole", "x", Map.of("childRole", "system-admin"))),
                        HELPDESK))
                .isPresent();
        assertThat(rule.refuses(
                        List.of(touch(Kind.INSERTED, "GroupRoleMapping", "x", Map.of("roleId", "system-admin"))),
                        HELPDESK))
                .isPresent();
        assertThat(rule.refuses(
                        List.of(touch(
                                Kind.INSERTED,
                                "UserGroupMembership",
                                "x",
                                Map.of("groupId", "admins", "user", "tyler"))),
                        HELPDESK))
                .isPresent();
    }

    @Test
    void the_credentials_of_a_holder_are_closed_to_the_helpdesk_and_open_to_the_holder() {
        Touch password = touch(Kind.UPDATED, "Credential", "c1", Map.of("user", "helen"));
        assertThat(rule.refuses(List.of(password), HELPDESK)).isPresent();
        assertThat(rule.refuses(List.of(password), SELF)).isEmpty();
    }

    @Test
    void the_helpdesk_resets_the_password_of_a_nurse() {
        assertThat(rule.refuses(List.of(touch(Kind.UPDATED, "Credential", "c1", Map.of("user", "mei"))), HELPDESK))
                .isEmpty();
    }

    @Test
    void a_holder_is_neither_disabled_nor_deleted_by_others() {
        Touch disabled = new Touch(
                Kind.UPDATED,
                "User",
                "helen",
                Map.of(),
                List.of(new FieldChange("User", "helen", "enabled", "true", "false")));
        assertThat(rule.refuses(List.of(disabled), HELPDESK)).isPresent();
        assertThat(rule.refuses(List.of(touch(Kind.DELETED, "User", "helen", Map.of())), HELPDESK))
                .isPresent();
    }

    @Test
    void the_first_system_admin_can_be_made_by_whoever_sets_the_realm_up() {
        ProtectedRoles empty = new ProtectedRoles(new Hospital(false, false));
        assertThat(empty.refuses(List.of(grant("system-admin", "victor")), HELPDESK))
                .isEmpty();
    }

    @Test
    void a_system_admin_of_another_realm_is_nobody_here() {
        Veto.Call stranger = new Veto.Call(new Actor("elsewhere", "victor", "victor", "c", "s", "a"), true);
        assertThat(rule.refuses(List.of(grant("system-admin", "tyler")), stranger))
                .isPresent();
    }

    @Test
    void a_protected_role_is_not_renamed_removed_or_unmarked() {
        Touch removed = touch(Kind.DELETED, "Role", "r", Map.of("name", "system-admin"));
        Touch renamed = new Touch(
                Kind.UPDATED,
                "Role",
                "r",
                Map.of("name", "old-admin"),
                List.of(new FieldChange("Role", "r", "name", "system-admin", "old-admin")));
        Touch taken = new Touch(
                Kind.UPDATED,
                "Role",
                "n",
                Map.of("name", "system-admin"),
                List.of(new FieldChange("Role", "n", "name", "nurse", "system-admin")));
        Touch unmarked = touch(Kind.DELETED, "RoleAttribute", "a", Map.of("name", "keyward.protected"));
        for (Touch touch : List.of(removed, renamed, taken, unmarked)) {
            assertThat(rule.refuses(List.of(touch), HELPDESK)).isPresent();
            assertThat(rule.refuses(List.of(touch), ADMIN)).isEmpty();
        }
        assertThat(rule.refuses(List.of(touch(Kind.DELETED, "Role", "n", Map.of("name", "nurse"))), HELPDESK))
                .isEmpty();
    }

    @Test
    void a_holder_is_not_linked_to_an_account_elsewhere() {
        Touch link = touch(Kind.INSERTED, "FederatedIdentity", "x", Map.of("user", "helen"));
        assertThat(rule.refuses(List.of(link), HELPDESK)).isPresent();
        assertThat(rule.refuses(List.of(link), SELF)).isEmpty();
    }

    @Test
    void a_group_is_not_moved_to_where_it_gets_a_protected_role() {
        Touch moved = new Touch(
                Kind.UPDATED,
                "Group",
                "g",
                Map.of(),
                List.of(new FieldChange("Group", "g", "parentId", " ", "admins")));
        assertThat(rule.refuses(List.of(moved), HELPDESK)).isPresent();
        assertThat(rule.refuses(List.of(moved), ADMIN)).isEmpty();
    }

    private static Veto.Call call(String user, boolean adminCall) {
        return new Veto.Call(new Actor("hospital", user, user, "client", "session", "127.0.0.1"), adminCall);
    }

    private static Touch grant(String role, String user) {
        return touch(Kind.INSERTED, "UserRoleMapping", user + "/" + role, Map.of("roleId", role, "user", user));
    }

    private static Touch touch(Kind kind, String thing, String id, Map<String, String> refs) {
        return new Touch(kind, thing, id, refs, List.of());
    }

    /** Victor is the system admin, Helen the privacy officer, the group {@code admins} gives system-admin. */
    private record Hospital(boolean hasAdmin, boolean isNew) implements ProtectedRoles.Holders {
        @Override
        public boolean isOrContainsProtected(String roleId) {
            return ProtectedRoles.NAMES.contains(roleId) || roleId.startsWith("contains-");
        }

        @Override
        public boolean groupGivesProtected(String groupId) {
            return groupId.equals("admins");
        }

        @Override
        public boolean holds(UserId person) {
            return List.of("victor", "helen").contains(person.value());
        }

        @Override
        public boolean isSystemAdmin(Veto.Call call) {
            return "victor".equals(call.actor().userId())
                    && "hospital".equals(call.actor().realmId());
        }

        @Override
        public boolean hasSystemAdmin(List<Touch> touches) {
            return hasAdmin;
        }

        @Override
        public boolean isNewOrGoneRealm(List<Touch> touches) {
            return isNew;
        }
    }
}
