package health.keyward.stepup.core;

import static health.keyward.stepup.core.Written.asks;
import static health.keyward.stepup.core.Written.rules;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.stepup.core.MapCheck.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A map that makes no sense is not published, and says where (SU-1). */
class MapCheckTest {
    @Test
    void finds_no_fault_with_a_whole_rule() {
        assertThat(faults(asks("Pharmacy", "phrh")
                        .apps("pharmacy")
                        .scopes("sealed")
                        .roles("signer")
                        .dataClasses("phi", "limited")
                        .actions("admin:dispose")
                        .networks("10.0.0.0/8", "2001:db8::/32", "192.0.2.7")
                        .exceptNetworks("10.20.0.0/16")
                        .within(0)
                        .differently()))
                .isEmpty();
    }

    @Test
    void names_what_the_realm_does_not_have() {
        assertThat(faults(asks("Pharmacy", "phr")
                        .apps("pharmacyy", "pharmacy")
                        .scopes("sealled")
                        .roles("sygner")
                        .dataClasses("secret")))
                .containsExactly(
                        new Fault("Pharmacy", "apps", "There is no app pharmacyy."),
                        new Fault("Pharmacy", "scopes", "There is no client scope sealled."),
                        new Fault("Pharmacy", "roles", "There is no realm role sygner."),
                        new Fault(
                                "Pharmacy",
                                "dataClasses",
                                "A data class is phi, limited, internal or none, not secret."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.20.0.5/16",
                "10.0.0.0/33",
                "10.0.0/8",
                "256.0.0.1",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "2001:db8::1/32",
                "2001:db8::/129",
                "hospital.example"
            })
    void a_network_is_one_or_it_is_named(String network) {
        assertThat(fields(asks("Inside", "mfa").networks(network))).containsExactly("networks");
        assertThat(fields(asks("Outside", "mfa").exceptNetworks(network))).containsExactly("exceptNetworks");
    }

    @Test
    void a_demand_is_a_level_an_age_within_bounds_and_more_than_nothing() {
        assertThat(fields(asks("One", "gold"))).containsExactly("level");
        assertThat(fields(asks("One", "pwd"))).containsExactly("level");
        assertThat(fields(asks("One", "pwd").differently())).containsExactly("differentFactor");
        assertThat(fields(asks("One", "pwd").within(300))).isEmpty();
        assertThat(fields(asks("One", "mfa").within(-1))).containsExactly("maxAgeSeconds");
        assertThat(fields(asks("One", "mfa").within(43_200))).isEmpty();
        assertThat(fields(asks("One", "mfa").within(43_201))).containsExactly("maxAgeSeconds");
    }

    @Test
    void names_are_short_plain_and_unique() {
        assertThat(fields(asks("ab", "mfa"))).containsExactly("name");
        assertThat(fields(asks("x".repeat(81), "mfa"))).containsExactly("name");
        assertThat(fields(asks("two\nlines", "mfa"))).containsExactly("name");
        assertThat(fields(asks("Same", "mfa"), asks(" same ", "phr"))).containsExactly("name");
    }

    @Test
    void neither_rules_nor_values_are_without_end() {
        Written[] many =
                IntStream.range(0, 101).mapToObj(i -> asks("rule " + i, "mfa")).toArray(Written[]::new);
        assertThat(faults(many)).containsExactly(new Fault("", "rules", "A map has at most 100 rules."));
        String[] networks = IntStream.range(0, 51).mapToObj(i -> "10.0.0." + i).toArray(String[]::new);
        assertThat(fields(asks("Many", "mfa").networks(networks))).containsExactly("networks");
        assertThat(fields(asks("Long", "mfa").roles("r".repeat(256)))).containsExactly("roles");
        assertThat(fields(asks("Blank", "mfa").apps(""))).containsExactly("apps");
        assertThat(fields(asks("Loud", "mfa").actions("ADMIN"))).containsExactly("actions");
    }

    @Test
    void a_rule_that_stays_may_name_what_is_gone_but_a_changed_one_may_not() {
        Written old = asks("Portal", "mfa").apps("deleted-app");
        StepUpMap inForce = Written.map(old);
        Written more = asks("Pharmacy", "phr").apps("pharmacy");
        assertThat(MapCheck.faults(rules(old, more), inForce, new Hospital())).isEmpty();
        assertThat(MapCheck.faults(rules(old.within(60), more), inForce, new Hospital()))
                .extracting(Fault::field)
                .containsExactly("apps");
        assertThat(MapCheck.faults(rules(old, asks("portal", "phr")), inForce, new Hospital()))
                .extracting(Fault::field)
                .containsExactly("name");
    }

    private static List<Fault> faults(Written... rules) {
        return MapCheck.faults(rules(rules), new Hospital());
    }

    private static List<String> fields(Written... rules) {
        return faults(rules).stream().map(Fault::field).toList();
    }

    private static final class Hospital implements MapCheck.Known {
        @Override
        public boolean app(String clientId) {
            return clientId.equals("pharmacy");
        }

        @Override
        public boolean scope(String name) {
            return name.equals("sealed");
        }

        @Override
        public boolean role(String name) {
            return name.equals("signer");
        }
    }
}
