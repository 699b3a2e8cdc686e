package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a change would lock the administrators out (EA-11). */
class EmergencyPathsTest {
    private static final EmergencyPaths WHOLE = new EmergencyPaths(1, true, true);

    @Test
    void the_last_administrator_the_last_step_and_the_console_may_not_be_lost() {
        assertThat(new EmergencyPaths(0, true, true).loses(WHOLE))
                .hasValueSatisfying(why -> assertThat(why).contains("system administrator"));
        assertThat(new EmergencyPaths(1, false, true).loses(WHOLE))
                .hasValueSatisfying(why -> assertThat(why).contains("second factor"));
        assertThat(new EmergencyPaths(1, true, false).loses(WHOLE))
                .hasValueSatisfying(why -> assertThat(why).contains("console"));
    }

    @Test
    void one_of_two_administrators_may_go() {
        assertThat(new EmergencyPaths(1, true, true).loses(new EmergencyPaths(2, true, true)))
                .isEmpty();
    }

    @Test
    void what_was_missing_before_is_no_reason_to_refuse() {
        EmergencyPaths bare = new EmergencyPaths(0, false, false);
        assertThat(bare.loses(bare)).isEmpty();
        assertThat(new EmergencyPaths(1, false, false).loses(bare)).isEmpty();
        assertThat(new EmergencyPaths(1, true, false).loses(new EmergencyPaths(1, false, true)))
                .as("a path that is not whole can be taken down")
                .isEmpty();
    }
}
