package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.EligibleEntry.Kind;
import health.keyward.breakglass.core.EligibleHoldings.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may break the glass (BG-1). */
class EligibilityTest {
    private static final EligibleEntry NURSES = entry("nurse", true);
    private static final Map<String, Set<String>> HOUSE = Map.of(
            "ada", Set.of("ward-a", "staff"),
            "ward-a", Set.of("nurse"),
            "bob", Set.of("charge-nurse"),
            "charge-nurse", Set.of("nurse"),
            "eve", Set.of("staff"));

    @Test
    void nobody_may_until_a_list_is_agreed_on() {
        assertThat(Eligibility.NOBODY.of(Set.of("ada", "nurse"), "ward-board", "phi"))
                .isEmpty();
    }

    @Test
    void a_role_counts_by_whatever_way_it_is_held() {
        assertThat(held("ada", Set.of())).contains("nurse");
        assertThat(held("bob", Set.of())).contains("nurse");
        assertThat(held("eve", Set.of())).doesNotContain("nurse");
    }

    @Test
    void a_role_added_to_dodge_eligibility_does_not_count() {
        assertThat(held("bob", Set.of(new Step("bob", "charge-nurse")))).containsExactly("bob");
    }

    @Test
    void nor_does_a_group_that_was_joined_or_given_the_role_just_now() {
        assertThat(held("ada", Set.of(new Step("ada", "ward-a")))).doesNotContain("nurse");
        assertThat(held("ada", Set.of(new Step("ward-a", "nurse")))).doesNotContain("nurse");
        assertThat(held("bob", Set.of(new Step("charge-nurse", "nurse")))).doesNotContain("nurse");
    }

    @Test
    void one_old_way_is_enough() {
        Map<String, Set<String>> both = Map.of("ada", Set.of("nurse", "ward-a"), "ward-a", Set.of("nurse"));
        assertThat(EligibleHoldings.of("ada", at -> both.getOrDefault(at, Set.of()), Set.of(new Step("ada", "nurse"))))
                .contains("nurse");
    }

    @Test
    void roles_that_contain_each_other_end_the_search_too() {
        Map<String, Set<String>> ring = Map.of("a", Set.of("b"), "b", Set.of("a"));
        assertThat(EligibleHoldings.of("a", at -> ring.getOrDefault(at, Set.of()), Set.of()))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void an_entry_covers_its_apps_and_data_classes_only() {
        Eligibility list =
                list(new EligibleEntry(Kind.ROLE, "nurse", "nurse", List.of("ward-board"), List.of("phi"), true));
        assertThat(list.of(Set.of("nurse"), "ward-board", "phi")).isPresent();
        assertThat(list.of(Set.of("nurse"), "pharmacy", "phi")).isEmpty();
        assertThat(list.of(Set.of("nurse"), "ward-board", "sensitive")).isEmpty();
    }

    @Test
    void who_is_clinical_by_one_row_needs_no_second_person_because_of_another() {
        Eligibility list = list(entry("billing", false), NURSES);
        assertThat(list.of(Set.of("billing", "nurse"), "ward-board", "phi")).contains(NURSES);
        assertThat(list.of(Set.of("billing"), "ward-board", "phi").orElseThrow().clinical())
                .isFalse();
    }

    @Test
    void a_row_twice_and_a_month_of_waiting_are_faults() {
        assertThat(list(NURSES, NURSES).faults()).hasSize(1);
        assertThat(new Eligibility(List.of(NURSES), 721, Map.of()).faults()).hasSize(1);
        assertThat(list(NURSES).faults()).isEmpty();
    }

    private static Set<String> held(String person, Set<Step> lately) {
        return EligibleHoldings.of(person, at -> HOUSE.getOrDefault(at, Set.of()), lately);
    }

    private static Eligibility list(EligibleEntry... entries) {
        return new Eligibility(List.of(entries), 24, Map.of("en", "Call 555"));
    }

    private static EligibleEntry entry(String role, boolean clinical) {
        return new EligibleEntry(Kind.ROLE, role, role, List.of(), List.of(), clinical);
    }
}
