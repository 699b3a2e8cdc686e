package health.keyward.stepup.core;

import static health.keyward.stepup.core.Written.asks;
import static health.keyward.stepup.core.Written.rules;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.AdministratorsReach.Administrator;
import health.keyward.stepup.Level;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A map that no administrator could meet at the console is found before it counts (EA-11). */
class MapLockoutTest {
    private static final Administrator CODE = admin("code", Level.MULTI_FACTOR);
    private static final Administrator KEY = admin("key", Level.PHISHING_RESISTANT);
    private static final StepUpMap PHR =
            StepUpMap.of(rules(asks("Console by key", "phr").apps("keyward-console")));

    @Test
    void a_map_that_asks_for_more_than_the_last_administrator_holds_names_its_rule() {
        assertThat(lockout(CODE).of(StepUpMap.EMPTY, PHR))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("rule Console by key").contains("Let one enrol"));
    }

    @Test
    void one_who_could_still_get_in_is_enough() {
        assertThat(lockout(CODE, KEY).of(StepUpMap.EMPTY, PHR)).isEmpty();
    }

    @Test
    void where_nobody_gets_in_now_there_is_nothing_to_lose() {
        StepUpMap phrh = StepUpMap.of(rules(asks("Hardware", "phrh").apps("keyward-console")));
        assertThat(lockout(CODE).of(PHR, phrh)).isEmpty();
        assertThat(lockout().of(StepUpMap.EMPTY, phrh)).isEmpty();
    }

    @Test
    void a_rule_for_other_apps_other_roles_or_other_places_locks_nobody_out() {
        assertThat(lockout(CODE)
                        .of(
                                StepUpMap.EMPTY,
                                StepUpMap.of(rules(asks("Ward", "phr").apps("ward-board")))))
                .isEmpty();
        assertThat(lockout(CODE)
                        .of(
                                StepUpMap.EMPTY,
                                StepUpMap.of(rules(asks("Nurses", "phr").roles("nurse")))))
                .isEmpty();
        assertThat(lockout(CODE)
                        .of(
                                StepUpMap.EMPTY,
                                StepUpMap.of(rules(asks("Outside", "phr").exceptNetworks("10.0.0.0/8")))))
                .isEmpty();
    }

    @Test
    void a_rule_for_their_own_role_or_for_what_the_console_handles_does() {
        assertThat(lockout(CODE)
                        .of(
                                StepUpMap.EMPTY,
                                StepUpMap.of(rules(asks("Admins", "phr").roles("system-admin")))))
                .isPresent();
        assertThat(lockout(CODE)
                        .of(
                                StepUpMap.EMPTY,
                                StepUpMap.of(rules(asks("Limited", "phr").dataClasses("limited")))))
                .isPresent();
    }

    private static MapLockout lockout(Administrator... people) {
        return new MapLockout(new RealmId("hospital"), "keyward-console", "limited", List.of(people));
    }

    private static Administrator admin(String id, Level reach) {
        return new Administrator(new UserId(id), reach, Set.of("system-admin"));
    }
}
