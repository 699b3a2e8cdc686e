package health.keyward.stepup.core;

import static health.keyward.stepup.core.Written.asks;
import static health.keyward.stepup.core.Written.map;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.Risk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which situation asks for what (SU-1, SU-6). */
class StepUpMapTest {
    private static final RealmId HOSPITAL = new RealmId("hospital");

    @Test
    void a_map_without_rules_asks_for_a_password_and_names_no_rule() {
        assertThat(StepUpMap.EMPTY.need(ask("pharmacy", "phi"))).isEqualTo(Need.PASSWORD);
    }

    @Test
    void the_pharmacy_asks_a_prescriber_for_a_fresh_key() {
        StepUpMap map = map(asks("Pharmacy", "phr")
                .apps("pharmacy")
                .roles("prescriber", "signer")
                .within(300)
                .differently());
        assertThat(map.need(ask("pharmacy", "phi", "nurse", "signer")))
                .isEqualTo(new Need(Level.PHISHING_RESISTANT, Duration.ofMinutes(5), true, List.of("Pharmacy")));
        assertThat(map.need(ask("pharmacy", "phi", "nurse"))).isEqualTo(Need.PASSWORD);
        assertThat(map.need(ask("ward-board", "phi", "signer"))).isEqualTo(Need.PASSWORD);
    }

    @Test
    void a_rule_about_risk_speaks_only_when_the_risk_is_elevated_or_nobody_can_say() {
        StepUpMap map = map(asks("Risky", "mfa").apps("pharmacy").atRisk());
        Ask ask = ask("pharmacy", "phi");
        assertThat(map.need(ask, () -> Risk.NONE)).isEqualTo(Need.PASSWORD);
        assertThat(map.need(ask, () -> new Risk(List.of("new-network"))).because())
                .containsExactly("Risky");
        assertThat(map.need(ask).level()).isEqualTo(Level.MULTI_FACTOR);
    }

    @Test
    void nobody_judges_a_risk_that_no_rule_turns_on_and_nobody_judges_it_twice() {
        AtomicInteger judged = new AtomicInteger();
        StepUpMap map = map(
                asks("One", "mfa").apps("pharmacy").atRisk(),
                asks("Two", "phr").apps("pharmacy").atRisk(),
                asks("Three", "mfa"));
        map.need(ask("ward-board", "phi"), () -> judged(judged));
        assertThat(judged).hasValue(0);
        map.need(ask("pharmacy", "phi"), () -> judged(judged));
        assertThat(judged).hasValue(1);
    }

    private static Risk judged(AtomicInteger times) {
        times.incrementAndGet();
        return Risk.UNKNOWN;
    }

    @Test
    void all_rules_that_match_are_met_together() {
        StepUpMap map = map(
                asks("Everybody", "mfa"),
                asks("Patients", "mfa").dataClasses("phi").within(3600),
                asks("Signers", "phrh").roles("signer").differently(),
                asks("Elsewhere", "phr").apps("other"));
        Need need = map.need(ask("pharmacy", "phi", "signer"));
        assertThat(need.level()).isEqualTo(Level.HARDWARE_BOUND);
        assertThat(need.maxAge()).isEqualTo(Duration.ofHours(1));
        assertThat(need.differentFactor()).isTrue();
        assertThat(need.because()).containsExactlyInAnyOrder("Everybody", "Patients", "Signers");
    }

    @Test
    void the_order_of_rules_means_nothing() {
        Random dice = new Random(4);
        for (int round = 0; round < 300; round++) {
            List<WrittenRule> rules = new ArrayList<>(RandomMaps.rules(dice, 1 + dice.nextInt(8)));
            Ask ask = RandomMaps.ask(dice);
            Need need = StepUpMap.of(rules).need(ask);
            Collections.shuffle(rules, dice);
            Need again = StepUpMap.of(rules).need(ask);
            assertThat(again.level()).isEqualTo(need.level());
            assertThat(again.maxAge()).isEqualTo(need.maxAge());
            assertThat(again.differentFactor()).isEqualTo(need.differentFactor());
            assertThat(again.because()).containsExactlyInAnyOrderElementsOf(need.because());
        }
    }

    @Test
    void a_further_rule_never_asks_for_less() {
        Random dice = new Random(5);
        for (int round = 0; round < 300; round++) {
            List<WrittenRule> rules = new ArrayList<>(RandomMaps.rules(dice, dice.nextInt(6)));
            Ask ask = RandomMaps.ask(dice);
            Need before = StepUpMap.of(rules).need(ask);
            rules.addAll(RandomMaps.rules(dice, 1));
            assertThat(RandomMaps.includes(StepUpMap.of(rules).need(ask), before))
                    .isTrue();
        }
    }

    @Test
    void an_app_that_does_not_say_what_it_handles_counts_as_handling_patients() {
        StepUpMap map = map(asks("Patients", "phr").dataClasses("phi"));
        assertThat(map.need(ask("new-app", null)).level()).isEqualTo(Level.PHISHING_RESISTANT);
        assertThat(map.need(ask("new-app", "a-typo")).level()).isEqualTo(Level.PHISHING_RESISTANT);
        assertThat(map.need(ask("intranet", "internal")).level()).isEqualTo(Level.PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "10.20.30.40,PASSWORD",
        "::ffff:10.20.30.40,PASSWORD",
        "10.21.0.1,MULTI_FACTOR",
        "203.0.113.9,MULTI_FACTOR",
        "2001:db8::5,MULTI_FACTOR",
        "fd00:1::9,PASSWORD",
        "not an address,MULTI_FACTOR"
    })
    void whoever_is_not_known_to_be_inside_is_outside(String address, Level level) {
        StepUpMap map = map(asks("From outside", "mfa").exceptNetworks("10.20.0.0/16", "fd00:1::/32"));
        assertThat(map.need(from(address)).level()).isEqualTo(level);
    }

    @Test
    void an_unknown_address_meets_every_condition_of_place() {
        StepUpMap map = map(asks("Guest network", "phr").networks("192.168.7.0/24"));
        assertThat(map.need(from(null)).level()).isEqualTo(Level.PHISHING_RESISTANT);
        assertThat(map.need(from("192.168.7.200")).level()).isEqualTo(Level.PHISHING_RESISTANT);
        assertThat(map.need(from("192.168.8.1")).level()).isEqualTo(Level.PASSWORD);
    }

    @Test
    void a_rule_for_an_action_says_nothing_about_a_sign_in() {
        StepUpMap map = map(asks("Disposal", "phr").actions("admin:dispose"));
        assertThat(map.need(ask("keyward-console", "internal"))).isEqualTo(Need.PASSWORD);
        assertThat(map.need(new Ask(HOSPITAL, null, null, Set.of(), Set.of(), "admin:dispose", null))
                        .level())
                .isEqualTo(Level.PHISHING_RESISTANT);
    }

    @Test
    void a_scope_that_is_asked_for_brings_its_demand() {
        StepUpMap map = map(asks("Sealed records", "phr").scopes("sealed"));
        Ask plain = ask("ward-board", "phi");
        Ask sealed = new Ask(HOSPITAL, "ward-board", "phi", Set.of(), Set.of("openid", "sealed"), null, null);
        assertThat(map.need(plain)).isEqualTo(Need.PASSWORD);
        assertThat(map.need(sealed).because()).containsExactly("Sealed records");
    }

    @Test
    void without_the_rules_about_place_the_others_still_speak() {
        StepUpMap map = map(
                asks("From outside", "phr").exceptNetworks("10.0.0.0/8"),
                asks("Patients", "mfa").dataClasses("phi"));
        assertThat(map.whereverFrom().need(ask("ward-board", "phi")).because()).containsExactly("Patients");
        assertThat(map(asks("All", "mfa")).whereverFrom().written()).hasSize(1);
    }

    @Test
    void says_beforehand_when_an_app_cannot_be_concerned() {
        StepUpMap map = map(
                asks("Pharmacy", "phr").apps("pharmacy").roles("signer"),
                asks("Patients", "mfa").dataClasses("phi"));
        assertThat(map.mayConcern("pharmacy", "none")).isTrue();
        assertThat(map.mayConcern("intranet", "internal")).isFalse();
        assertThat(map.mayConcern("intranet", null)).isTrue();
        assertThat(map.mayConcern(null, "none")).isFalse();
        assertThat(map.roles()).containsExactly("signer");
    }

    @Test
    void names_the_apps_it_is_about_only_when_no_rule_is_about_others() {
        assertThat(map(asks("One", "mfa").apps("a", "b"), asks("Two", "phr").apps("b"))
                        .apps())
                .containsExactlyInAnyOrder("a", "b");
        assertThat(map(asks("One", "mfa").apps("a"), asks("All", "mfa")).apps()).isEmpty();
        assertThat(map(
                                asks("One", "mfa").within(300),
                                asks("Two", "mfa").within(60),
                                asks("3rd", "mfa").within(300))
                        .ages())
                .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(300));
    }

    private static Ask ask(String app, @Nullable String dataClass, String... roles) {
        return new Ask(HOSPITAL, app, dataClass, Set.of(roles), Set.of("openid"), null, "10.1.2.3");
    }

    private static Ask from(@Nullable String address) {
        return new Ask(HOSPITAL, "ward-board", "phi", Set.of(), Set.of(), null, address);
    }
}
