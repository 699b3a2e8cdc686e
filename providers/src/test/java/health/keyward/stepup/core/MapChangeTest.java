package health.keyward.stepup.core;

import static health.keyward.stepup.core.Written.asks;
import static health.keyward.stepup.core.Written.map;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.stepup.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether a new map might ask for less than the old one: then it is not for one person to publish (SU-1, AL-9). */
class MapChangeTest {
    private static final Written PHARMACY =
            asks("Pharmacy", "phr").apps("pharmacy").roles("signer").within(300);

    @Test
    void a_rule_that_goes_weakens_the_map() {
        assertThat(new MapChange(map(PHARMACY), StepUpMap.EMPTY).weakened()).containsExactly("Pharmacy");
    }

    @Test
    void a_lower_level_a_longer_age_or_the_same_factor_weakens_it() {
        assertThat(weaker(
                        PHARMACY,
                        asks("Pharmacy", "mfa").apps("pharmacy").roles("signer").within(300)))
                .isTrue();
        assertThat(weaker(PHARMACY, PHARMACY.within(301))).isTrue();
        assertThat(weaker(PHARMACY, asks("Pharmacy", "phrh").apps("pharmacy").roles("signer")))
                .isTrue();
        assertThat(weaker(PHARMACY.differently(), PHARMACY)).isTrue();
    }

    @Test
    void a_narrower_condition_weakens_it_and_a_wider_one_does_not() {
        assertThat(weaker(PHARMACY, PHARMACY.dataClasses("phi"))).isTrue();
        assertThat(weaker(PHARMACY, PHARMACY.scopes("sealed"))).isTrue();
        assertThat(weaker(PHARMACY, PHARMACY.actions("app:sign"))).isTrue();
        assertThat(weaker(PHARMACY, PHARMACY.atRisk())).isTrue();
        assertThat(weaker(PHARMACY.atRisk(), PHARMACY)).isFalse();
        assertThat(weaker(PHARMACY, PHARMACY.networks("10.0.0.0/8"))).isTrue();
        assertThat(weaker(PHARMACY, PHARMACY.exceptNetworks("10.0.0.0/8"))).isTrue();
        assertThat(weaker(PHARMACY, PHARMACY.apps("pharmacy", "epcs"))).isFalse();
        assertThat(weaker(PHARMACY, PHARMACY.roles())).isFalse();
    }

    @Test
    void places_are_compared_as_networks() {
        Written inside = PHARMACY.networks("10.20.0.0/16");
        assertThat(weaker(inside, PHARMACY.networks("10.0.0.0/8"))).isFalse();
        assertThat(weaker(inside, PHARMACY.networks("10.20.1.0/24"))).isTrue();
        assertThat(weaker(inside, PHARMACY)).isFalse();
        Written outside = PHARMACY.exceptNetworks("10.20.0.0/16");
        assertThat(weaker(outside, PHARMACY.exceptNetworks("10.20.1.0/24"))).isFalse();
        assertThat(weaker(outside, PHARMACY.exceptNetworks("10.0.0.0/8"))).isTrue();
    }

    @Test
    void a_stricter_rule_a_new_one_another_name_or_another_order_does_not_weaken_it() {
        Written all = asks("All", "mfa");
        assertThat(weaker(PHARMACY, PHARMACY.within(60))).isFalse();
        assertThat(new MapChange(map(PHARMACY), map(all, PHARMACY)).mayAskForLess())
                .isFalse();
        assertThat(new MapChange(map(PHARMACY, all), map(all, PHARMACY)).lines())
                .isEmpty();
        Written renamed =
                asks("Dispensary", "phr").apps("pharmacy").roles("signer").within(300);
        assertThat(weaker(PHARMACY, renamed)).isFalse();
    }

    @Test
    void two_rules_may_take_over_the_demand_of_one() {
        Written level = asks("Level", "phr").apps("pharmacy");
        Written age = asks("Age", "pwd").apps("pharmacy").within(300);
        assertThat(new MapChange(map(PHARMACY), map(level, age)).mayAskForLess())
                .isFalse();
        assertThat(new MapChange(map(PHARMACY), map(level)).mayAskForLess()).isTrue();
    }

    @Test
    void what_does_not_count_as_weaker_asks_nobody_anywhere_for_less() {
        Random dice = new Random(6);
        int stronger = 0;
        for (int round = 0; round < 4_000; round++) {
            List<WrittenRule> before = RandomMaps.rules(dice, 1 + dice.nextInt(3));
            List<WrittenRule> after = new ArrayList<>(RandomMaps.rules(dice, dice.nextInt(6)));
            before.forEach(rule -> {
                if (dice.nextInt(4) > 0) {
                    after.add(rule);
                }
            });
            StepUpMap old = StepUpMap.of(before);
            StepUpMap now = StepUpMap.of(after);
            if (!new MapChange(old, now).mayAskForLess()) {
                stronger++;
                for (int i = 0; i < 50; i++) {
                    Ask ask = RandomMaps.ask(dice);
                    assertThat(RandomMaps.includes(now.need(ask), old.need(ask)))
                            .as("%s%n-> %s%nasked %s", before, after, ask)
                            .isTrue();
                }
            }
        }
        assertThat(stronger).isGreaterThan(200);
    }

    @Test
    void says_in_words_what_differs() {
        assertThat(new MapChange(StepUpMap.EMPTY, map(asks("Risky", "mfa").atRisk())).lines())
                .containsExactly(new MapChange.Line("Risky", null, "when the risk is elevated: mfa"));
        Written outside = asks("Outside", "mfa").exceptNetworks("10.0.0.0/8").differently();
        assertThat(new MapChange(map(PHARMACY, asks("Gone", "phrh").within(0)), map(outside, PHARMACY.within(60)))
                        .lines())
                .containsExactly(
                        new MapChange.Line("Outside", null, "not from 10.0.0.0/8: mfa, another factor"),
                        new MapChange.Line(
                                "Pharmacy",
                                "app pharmacy; role signer: phr, at most 300 s old",
                                "app pharmacy; role signer: phr, at most 60 s old"),
                        new MapChange.Line("Gone", "always: phrh, each time", null));
    }

    private static boolean weaker(Written before, Written after) {
        return new MapChange(map(before), map(after)).mayAskForLess();
    }
}
