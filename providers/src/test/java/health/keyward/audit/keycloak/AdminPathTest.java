package health.keyward.audit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/realms/hospital/events",
                "/admin/realms/hospital/events/config",
                "/admin/realms/hospital/admin-events",
                "/admin/realms/hospital/attack-detection/brute-force/users/1",
                "/auth/admin/realms/hospital/events",
                "/admin//realms/hospital//events/"
            })
    void what_shows_attempts_is_known_by_whole_segments(String path) {
        assertThat(AdminPath.of(path).showsAttempts()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/realms/hospital/users",
                "/admin/realms/events/users",
                "/admin/realms/hospital/clients/events",
                "/admin/serverinfo"
            })
    void a_look_alike_is_left_alone(String path) {
        assertThat(AdminPath.of(path).showsAttempts()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/realms/hospital/account", "/realms/admin/protocol", "/resources/x/admin/y", "/"})
    void what_is_not_the_admin_api_is_none_of_ours(String path) {
        assertThat(AdminPath.of(path)).isNull();
    }

    @Test
    void realm_and_target_are_told_apart() {
        AdminPath path = AdminPath.of("/admin/realms/hospital/users/7/reset-password");
        assertThat(path.realmName()).isEqualTo("hospital");
        assertThat(path.below()).isEqualTo("users/7/reset-password");
    }
}
