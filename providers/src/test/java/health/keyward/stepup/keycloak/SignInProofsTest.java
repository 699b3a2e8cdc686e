package health.keyward.stepup.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.stepup.Factor;
import health.keyward.stepup.Level;
import health.keyward.stepup.Proof;
import health.keyward.stepup.core.Shown;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs as notes of a session. */
class SignInProofsTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void what_was_noted_reads_the_same() {
        List<Shown> shown = List.of(
                new Shown(new Proof(Factor.PASSWORD, null, null, false, Level.PASSWORD, AT), List.of("pwd")),
                new Shown(
                        new Proof(
                                Factor.PASSKEY,
                                "c-1",
                                UUID.fromString("ee882879-721c-4913-9775-3dfcce97072a"),
                                true,
                                Level.HARDWARE_BOUND,
                                AT.plusSeconds(3)),
                        List.of("hwk", "user", "mfa")),
                new Shown(
                        new Proof(Factor.RECOVERY_CODE, null, null, false, Level.MULTI_FACTOR, AT.plusSeconds(9)),
                        List.of()));
        assertThat(SignInProofs.read(SignInProofs.text(shown))).isEqualTo(shown);
        assertThat(SignInProofs.read(SignInProofs.text(List.of()))).isEmpty();
        assertThat(SignInProofs.read(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"f\":\"PASSWORD\"}]",
                "PASSWORD|||v",
                "PASSWORD||||9|1764000000|pwd",
                "FINGER||||4|1764000000|fpt",
                "PASSKEY|c|no-uuid|v|4|1764000000|hwk",
                "PASSWORD||||1|soon|pwd",
                "PASSWORD||||1|1764000000|pwd|more"
            })
    void a_note_that_cannot_be_read_proves_nothing(String note) {
        assertThat(SignInProofs.read(note)).isEmpty();
    }
}
