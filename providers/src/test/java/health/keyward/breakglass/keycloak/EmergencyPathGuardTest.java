package health.keyward.breakglass.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded.FieldChange;
import health.keyward.audit.Touch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows make the guard look at the way in at all: an ordinary sign-in must cost nothing (EA-11). */
class EmergencyPathGuardTest {
    @ParameterizedTest
    @CsvSource({
        "DELETED, UserRoleMapping, ",
        "DELETED, CompositeRole, ",
        "DELETED, GroupRoleMapping, ",
        "DELETED, UserGroupMembership, ",
        "DELETED, Credential, ",
        "DELETED, User, ",
        "UPDATED, User, enabled",
        "UPDATED, Group, parentId",
        "DELETED, Role, ",
        "UPDATED, Role, name",
        "UPDATED, Client, enabled",
        "UPDATED, Realm, browserFlow",
        "UPDATED, AuthenticationExecution, requirement"
    })
    void what_can_take_something_away_is_looked_at(Touch.Kind kind, String thing, @Nullable String field) {
        assertThat(EmergencyPathGuard.mayBreak(touch(kind, thing, field))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATED, Credential, credentialData",
        "INSERTED, Credential, ",
        "INSERTED, UserRoleMapping, ",
        "UPDATED, User, email",
        "UPDATED, Client, name",
        "UPDATED, Realm, displayName",
        "INSERTED, AuthenticationExecution, ",
        "INSERTED, UserSession, "
    })
    void what_happens_all_day_is_not(Touch.Kind kind, String thing, @Nullable String field) {
        assertThat(EmergencyPathGuard.mayBreak(touch(kind, thing, field))).isFalse();
    }

    private static Touch touch(Touch.Kind kind, String thing, @Nullable String field) {
        List<FieldChange> fields =
                field == null ? List.of() : List.of(new FieldChange(thing, "id", field, "before", "after"));
        return new Touch(kind, thing, "id", Map.of(), fields);
    }
}
