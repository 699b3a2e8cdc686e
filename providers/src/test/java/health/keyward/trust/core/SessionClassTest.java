package health.keyward.trust.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.trust.core.SessionClass.Kind;
import health.keyward.trust.core.SessionClass.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionClassTest {
    @Test
    void the_limits_of_aal2_are_one_hour_idle_and_one_day_whole() {
        assertThat(SessionClass.AAL2.idle()).hasHours(1);
        assertThat(SessionClass.AAL2.whole()).hasHours(24);
    }

    @Test
    void what_just_fits_is_allowed() {
        assertThat(SessionClass.AAL2.broken(
                        List.of(new Setting("idle", 3_600, Kind.IDLE), new Setting("max", 86_400, Kind.WHOLE))))
                .isEmpty();
    }

    @Test
    void what_outlives_the_class_is_named_with_its_limit() {
        assertThat(SessionClass.AAL2.broken(List.of(new Setting("SSO Session Idle", 3_601, Kind.IDLE))))
                .hasValueSatisfying(why -> assertThat(why).contains("SSO Session Idle", "3601", "3600"));
    }

    @Test
    void zero_follows_another_setting_and_breaks_nothing() {
        assertThat(SessionClass.AAL2.broken(List.of(new Setting("remember me", 0, Kind.IDLE))))
                .isEmpty();
    }
}
