package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.stepup.Level;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not known is not claimed (SU-5). */
class AmrTest {
    private static final ModelStanding FINGER_ONLY =
            new ModelStanding.Usable(Level.HARDWARE_BOUND, Optional.of(ModelStanding.Biometric.FINGERPRINT), true);
    private static final ModelStanding UNKNOWN =
            new ModelStanding.Usable(Level.PHISHING_RESISTANT, Optional.empty(), false);

    @Test
    void a_finger_is_claimed_for_an_attested_model_that_knows_no_other_way() {
        assertThat(Amr.of(FINGER_ONLY, true, true)).containsExactly("hwk", "fpt", "user");
    }

    @Test
    void a_finger_is_not_claimed_when_nobody_was_verified() {
        assertThat(Amr.of(FINGER_ONLY, true, false)).containsExactly("hwk", "user");
    }

    @Test
    void a_model_that_only_says_what_it_is_gets_neither_finger_nor_hardware() {
        assertThat(Amr.of(FINGER_ONLY, false, true)).containsExactly("pop", "user");
    }

    @Test
    void verification_by_an_unknown_model_is_neither_finger_nor_pin() {
        assertThat(Amr.of(UNKNOWN, true, true)).containsExactly("pop", "user");
    }
}
