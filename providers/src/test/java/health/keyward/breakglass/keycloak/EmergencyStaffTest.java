package health.keyward.breakglass.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded.FieldChange;
import health.keyward.audit.Touch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows make the house look whether the staff of administrators changed (EA-9). */
class EmergencyStaffTest {
    @ParameterizedTest
    @CsvSource({
        "INSERTED, UserRoleMapping, ",
        "DELETED, UserRoleMapping, ",
        "INSERTED, UserGroupMembership, ",
        "DELETED, UserGroupMembership, ",
        "INSERTED, GroupRoleMapping, ",
        "DELETED, CompositeRole, ",
        "UPDATED, User, enabled",
        "DELETED, User, ",
        "UPDATED, Group, parentId",
        "UPDATED, Role, name"
    })
    void what_can_make_or_end_an_administrator_is_looked_at(Touch.Kind kind, String thing, @Nullable String field) {
        assertThat(EmergencyStaff.mayConcern(touch(kind, thing, field))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "INSERTED, User, ",
        "UPDATED, User, email",
        "INSERTED, Group, ",
        "INSERTED, Role, ",
        "INSERTED, Credential, ",
        "INSERTED, UserSession, "
    })
    void what_happens_all_day_is_not(Touch.Kind kind, String thing, @Nullable String field) {
        assertThat(EmergencyStaff.mayConcern(touch(kind, thing, field))).isFalse();
    }

    private static Touch touch(Touch.Kind kind, String thing, @Nullable String field) {
        List<FieldChange> fields =
                field == null ? List.of() : List.of(new FieldChange(thing, "id", field, "before", "after"));
        return new Touch(kind, thing, "id", Map.of(), fields);
    }
}
