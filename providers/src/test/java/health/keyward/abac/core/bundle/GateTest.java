package health.keyward.abac.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands between a bundle and its publication (AB-8). */
class GateTest {
    private static final List<CaseResult> PASSED = List.of(new CaseResult("a", true, ""));

    @Test
    void passing_cases_and_ninety_percent_suffice() {
        assertThat(Gate.obstacles(bundle(new Coverage(90, 10, Set.of("a.rego"))), PASSED))
                .isEmpty();
    }

    @Test
    void less_than_ninety_percent_does_not() {
        assertThat(Gate.obstacles(bundle(new Coverage(899, 101, Set.of("a.rego"))), PASSED))
                .containsExactly("Tests cover 89.9 % of the rules; at least 90 % are asked for.");
    }

    @Test
    void a_report_of_nothing_covers_nothing() {
        assertThat(Gate.obstacles(bundle(new Coverage(0, 0, Set.of("a.rego"))), PASSED))
                .hasSize(1);
    }

    @Test
    void a_report_has_to_be_there_and_speak_of_every_rule() {
        assertThat(Gate.obstacles(bundle(null), PASSED))
                .singleElement()
                .asString()
                .contains("coverage.json");
        assertThat(Gate.obstacles(bundle(new Coverage(10, 0, Set.of("b.rego"))), PASSED))
                .containsExactly("The coverage report does not speak of a.rego.");
        assertThat(Gate.obstacles(bundle(new Coverage(10, 0, Set.of("policy/a.rego"))), PASSED))
                .isEmpty();
    }

    @Test
    void cases_have_to_be_there_and_pass() {
        Bundle bundle = bundle(new Coverage(10, 0, Set.of("a.rego")));
        assertThat(Gate.obstacles(bundle, List.of())).singleElement().asString().contains("no cases");
        assertThat(Gate.obstacles(
                        bundle, List.of(new CaseResult("a", true, ""), new CaseResult("b", false, "otherwise"))))
                .containsExactly("1 of 2 cases are decided otherwise.");
    }

    private static Bundle bundle(Coverage coverage) {
        return new Bundle(
                "r", false, List.of(), Map.of(), Map.of("a.rego", new byte[0]), Set.of(), List.of(), coverage);
    }
}
