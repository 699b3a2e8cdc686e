package health.keyward.breakglass.core;

import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an account holds is bound after each use (EA-8). */
class EmergencySealTest {
    private static final Set<String> HELD = Set.of("otp-1", "password-1");
    private static final Optional<EmergencySeal> SEALED =
            Optional.of(new EmergencySeal(HELD, UUID.randomUUID(), "ada-id", "bo-id", NOON));

    @Test
    void an_account_that_was_never_used_needs_none() {
        assertThat(EmergencySeal.stands(Optional.empty(), null, HELD)).isTrue();
    }

    @Test
    void one_that_was_used_needs_one_from_after_that_use() {
        assertThat(EmergencySeal.stands(Optional.empty(), NOON, HELD)).isFalse();
        assertThat(EmergencySeal.stands(SEALED, NOON, HELD)).isFalse();
        assertThat(EmergencySeal.stands(SEALED, NOON.minusSeconds(1), HELD)).isTrue();
    }

    @Test
    void another_a_further_or_a_missing_credential_breaks_it() {
        assertThat(EmergencySeal.stands(SEALED, null, HELD)).isTrue();
        assertThat(EmergencySeal.stands(SEALED, null, Set.of("otp-2", "password-1")))
                .isFalse();
        assertThat(EmergencySeal.stands(SEALED, null, Set.of("otp-1", "otp-2", "password-1")))
                .isFalse();
        assertThat(EmergencySeal.stands(SEALED, null, Set.of("password-1"))).isFalse();
    }
}
