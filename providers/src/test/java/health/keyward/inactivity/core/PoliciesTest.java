package health.keyward.inactivity.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which policy speaks (IN-3). */
class PoliciesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final Account nurse = account(AccountType.HUMAN, Set.of("nurse"), Set.of("/wards/4"), "agency", "ldap-1");

    @Test
    void a_role_beats_all_else_and_so_on_down_to_the_type() {
        Policy type = policy("type", AccountType.HUMAN, null, null, null, null, Limits.USUAL);
        Policy federation = policy("federation", AccountType.HUMAN, null, null, null, "ldap-1", Limits.USUAL);
        Policy employment = policy("employment", null, null, null, "agency", null, Limits.USUAL);
        Policy group = policy("group", null, null, "/wards/4", null, null, Limits.USUAL);
        Policy role = policy("role", null, "nurse", null, null, null, Limits.USUAL);
        Policy everything = policy("everything", null, null, null, null, null, Limits.USUAL);
        List<Policy> general = List.of(everything, type, federation, employment, group, role);
        for (int i = 0; i < general.size(); i++) {
            assertThat(new Policies(NOW, general.subList(0, i + 1)).of(nurse)).contains(general.get(i));
        }
    }

    @Test
    void of_two_alike_the_one_that_disables_first_decides_and_the_pair_is_shown() {
        Policy slow = policy("a-slow", null, "nurse", null, null, null, Limits.USUAL);
        Policy fast = policy("z-fast", null, "nurse", null, null, null, Limits.PRIVILEGED);
        Policies both = new Policies(NOW, List.of(slow, fast));
        assertThat(both.of(nurse)).contains(fast);
        assertThat(both.conflicts()).containsExactly(new Policies.Conflict("z-fast", "a-slow"));
    }

    @Test
    void policies_that_can_never_meet_do_not_conflict() {
        Policy people = policy("people", AccountType.HUMAN, null, null, null, null, Limits.USUAL);
        Policy services = policy("services", AccountType.SERVICE, null, null, null, null, Limits.USUAL);
        assertThat(new Policies(NOW, List.of(people, services)).conflicts()).isEmpty();
    }

    @Test
    void who_falls_under_none_is_left_alone_and_local_means_no_directory() {
        Policies local =
                new Policies(NOW, List.of(policy("local", null, null, null, null, Policy.LOCAL, Limits.USUAL)));
        assertThat(local.of(nurse)).isEmpty();
        assertThat(local.of(account(AccountType.HUMAN, Set.of(), Set.of(), null, null)))
                .isPresent();
    }

    @Test
    void a_chain_that_does_not_grow_and_emergency_accounts_are_refused() {
        assertThat(new Policies(NOW, List.of(policy("p", null, null, null, null, null, new Limits(60, 60, 90))))
                        .fault(NOW))
                .get()
                .asString()
                .contains("grow");
        assertThat(new Policies(NOW, List.of(policy("p", AccountType.EMERGENCY, null, null, null, null, Limits.USUAL)))
                        .fault(NOW))
                .isPresent();
        assertThat(Policies.usual(NOW).fault(NOW)).isEmpty();
    }

    static Policy policy(
            String name,
            @Nullable AccountType type,
            @Nullable String role,
            @Nullable String group,
            @Nullable String employment,
            @Nullable String federation,
            Limits limits) {
        return new Policy(
                name,
                type,
                role,
                group,
                employment,
                federation,
                limits,
                Limits.NEVER_USED,
                30,
                365,
                false,
                true,
                false,
                true);
    }

    private static Account account(
            AccountType type,
            Set<String> roles,
            Set<String> groups,
            @Nullable String employment,
            @Nullable String federation) {
        return new Account(
                new UserId("u"),
                "u",
                type,
                true,
                federation,
                NOW,
                null,
                employment,
                null,
                true,
                false,
                roles,
                groups,
                false,
                false,
                NOW,
                null,
                Account.Place.ACTIVE,
                null,
                List.of());
    }
}
