package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.CoSignature.Hindrance;
import health.keyward.breakglass.core.CoSignature.Purpose;
import health.keyward.breakglass.core.CoSignature.Signed;
import health.keyward.breakglass.core.CoSignature.State;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A colleague stands by (BG-2, BG-5). */
class CoSignatureTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final UserId BEN = new UserId("ben");

    @Test
    void a_colleague_in_a_session_of_their_own_signs() {
        assertThat(asked(State.WAITING).hinders(BEN, "session-of-ben", NOON)).isEmpty();
    }

    @Test
    void nobody_signs_for_themselves_also_not_in_another_session() {
        assertThat(asked(State.WAITING).hinders(ADA, "another-session", NOON)).contains(Hindrance.OWN_REQUEST);
    }

    @Test
    void nobody_signs_in_the_requesters_session() {
        assertThat(asked(State.WAITING).hinders(BEN, "session-of-ada", NOON)).contains(Hindrance.OWN_SESSION);
    }

    @Test
    void after_ten_minutes_it_is_over() {
        Instant later = NOON.plus(CoSignature.OPEN);
        assertThat(asked(State.WAITING).hinders(BEN, "session-of-ben", later)).contains(Hindrance.OVER);
        assertThat(asked(State.SIGNED).carries(ADA, "session-of-ada", later)).isFalse();
        assertThat(asked(State.SIGNED).carries(ADA, "session-of-ada", later.minus(Duration.ofSeconds(1))))
                .isTrue();
    }

    @Test
    void it_carries_nobody_before_it_is_signed_nor_a_second_time() {
        assertThat(asked(State.WAITING).carries(ADA, "session-of-ada", NOON)).isFalse();
        assertThat(asked(State.USED).carries(ADA, "session-of-ada", NOON)).isFalse();
    }

    @Test
    void it_carries_nobody_else_and_no_other_session() {
        assertThat(asked(State.SIGNED).carries(BEN, "session-of-ada", NOON)).isFalse();
        assertThat(asked(State.SIGNED).carries(ADA, "stolen", NOON)).isFalse();
    }

    @Test
    void a_patient_is_an_opaque_reference_and_no_name() {
        assertThat(PatientReference.of(" p-7 ").orElseThrow().value()).isEqualTo("p-7");
        assertThat(PatientReference.of("John Doe")).isEmpty();
        assertThat(PatientReference.of("José")).isEmpty();
        assertThat(PatientReference.of("x".repeat(65))).isEmpty();
        assertThat(PatientReference.of("<b>")).isEmpty();
    }

    private static CoSignature asked(State state) {
        return new CoSignature(
                UUID.randomUUID(),
                new RealmId("realm"),
                "123456",
                Purpose.FACTOR,
                ADA,
                "ada",
                "session-of-ada",
                "ward-board",
                "p-7",
                "phi",
                "EMERGENCY_TREATMENT",
                0,
                "",
                NOON,
                state,
                state == State.WAITING ? null : new Signed(BEN, "ben", "session-of-ben", NOON));
    }
}
