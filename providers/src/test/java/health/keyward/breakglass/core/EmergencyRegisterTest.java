package health.keyward.breakglass.core;

import static health.keyward.breakglass.core.EmergencyExamples.ANA;
import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.CLEO;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a register may say (EA-1). */
class EmergencyRegisterTest {
    @Test
    void two_accounts_with_three_custodians_each_can_be_agreed_on() {
        assertThat(new EmergencyRegister(
                                List.of(sealed(), sealed("sealed-2", EmergencyFactor.SECURITY_KEY, "2001:db8::/48")))
                        .faults())
                .isEmpty();
        assertThat(EmergencyRegister.EMPTY.faults()).isEmpty();
    }

    @Test
    void an_account_stands_once() {
        assertThat(new EmergencyRegister(List.of(sealed(), sealed())).faults())
                .containsExactly("sealed-1 stands twice.");
    }

    @Test
    void two_custodians_or_one_person_three_times_are_not_enough() {
        assertThat(kept(List.of(ANA, BEN)).faults()).containsExactly("sealed-1: three different persons keep it.");
        assertThat(kept(List.of(ANA, ANA, BEN)).faults()).containsExactly("sealed-1: three different persons keep it.");
    }

    @Test
    void no_emergency_account_keeps_itself_or_another_one() {
        Custodian itself = new Custodian("sealed-1", "sealed-1");
        assertThat(kept(List.of(ANA, BEN, itself)).faults()).containsExactly("sealed-1 cannot keep itself.");
        EmergencyAccount other = new EmergencyAccount(
                "sealed-2",
                "sealed-2",
                "A second way",
                List.of(ANA, BEN, itself),
                "Safe in room 3",
                EmergencyFactor.PASSKEY,
                List.of("10.1.0.0/16"));
        assertThat(new EmergencyRegister(List.of(sealed(), other)).faults())
                .containsExactly("sealed-2: sealed-1 is an emergency account itself and keeps none.");
    }

    @Test
    void what_is_no_network_or_every_network_is_refused() {
        assertThat(from("10.1.0.1/16")).isNotEmpty();
        assertThat(from("0.0.0.0/0")).isNotEmpty();
        assertThat(from("::/0")).isNotEmpty();
        assertThat(from("ward")).isNotEmpty();
        assertThat(from("10.1.2.3")).isEmpty();
    }

    @Test
    void an_address_is_allowed_by_the_listed_networks_alone() {
        assertThat(sealed().allowsFrom("10.1.200.7")).isTrue();
        assertThat(sealed().allowsFrom("::ffff:10.1.200.7")).isTrue();
        assertThat(sealed().allowsFrom("10.2.0.1")).isFalse();
        assertThat(sealed().allowsFrom("nobody")).isFalse();
        assertThat(sealed().allowsFrom(null)).isFalse();
    }

    private static List<String> from(String network) {
        return new EmergencyRegister(List.of(sealed("sealed-1", EmergencyFactor.PASSKEY, network))).faults();
    }

    private static EmergencyRegister kept(List<Custodian> custodians) {
        EmergencyAccount account = sealed();
        return new EmergencyRegister(List.of(new EmergencyAccount(
                account.id(),
                account.name(),
                account.purpose(),
                custodians,
                account.storage(),
                account.authenticator(),
                account.networks())));
    }

    @Test
    void who_keeps_an_account_is_found_by_the_person() {
        EmergencyRegister register = new EmergencyRegister(List.of(sealed()));
        assertThat(register.keptBy(CLEO.id())).containsExactly(sealed());
        assertThat(register.keptBy("somebody")).isEmpty();
    }
}
