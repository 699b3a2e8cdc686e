package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.AskAnswer.Fault;
import health.keyward.breakglass.core.AskAnswer.Read;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What somebody fills in to ask for emergency access (BG-6). */
class AskAnswerTest {
    private static final String TREATING = "EMERGENCY_TREATMENT";

    @Test
    void a_patient_and_a_reason_are_enough() {
        assertThat(answer(read("phi", "p-7", TREATING, "", ""))).satisfies(answer -> {
            assertThat(answer.patient().value()).isEqualTo("p-7");
            assertThat(answer.reason().purpose()).isEqualTo("ETREAT");
            assertThat(answer.minutes()).isNull();
        });
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertThat(read("phi", "Ada Quinlan", "NO_SUCH", "", "soon"))
                .isEqualTo(new Read.Bad(Set.of(Fault.NO_PATIENT, Fault.NO_REASON, Fault.BAD_TIME)));
    }

    @Test
    void other_reasons_and_sensitive_data_demand_words() {
        assertThat(read("phi", "p-7", Reason.OTHER, "too short", "")).isEqualTo(new Read.Bad(Set.of(Fault.TEXT_SHORT)));
        assertThat(read("sensitive", "p-7", TREATING, "", "")).isEqualTo(new Read.Bad(Set.of(Fault.TEXT_SHORT)));
        assertThat(answer(read("sensitive", "p-7", TREATING, "found  lying\nin the corridor", ""))
                        .text())
                .isEqualTo("found lying in the corridor");
        assertThat(read("phi", "p-7", TREATING, "x".repeat(501), "")).isEqualTo(new Read.Bad(Set.of(Fault.TEXT_LONG)));
    }

    @Test
    void nobody_asks_for_longer_than_the_reason_gives() {
        assertThat(answer(read("phi", "p-7", "COVERING", "", "120")).minutes()).isEqualTo(120);
        assertThat(read("phi", "p-7", "COVERING", "", "121")).isEqualTo(new Read.Bad(Set.of(Fault.BAD_TIME)));
        assertThat(read("phi", "p-7", "COVERING", "", "-5")).isEqualTo(new Read.Bad(Set.of(Fault.BAD_TIME)));
    }

    @Test
    void a_link_names_the_patient_and_the_kind_of_data_and_only_the_account_page_another_app() {
        AskTarget named = AskTarget.of("p-7,sensitive,pharmacy", "ward-board", false);
        assertThat(named.patient()).contains(new PatientReference("p-7"));
        assertThat(named.dataClass()).isEqualTo("sensitive");
        assertThat(named.app()).isEqualTo("ward-board");
        assertThat(AskTarget.of("p-7,,pharmacy", "account-console", true))
                .isEqualTo(new AskTarget(named.patient(), "clinical", "pharmacy"));
        assertThat(AskTarget.of("Ada Quinlan", "ward-board", false).patient()).isEmpty();
        assertThat(AskTarget.of(null, "ward-board", false).dataClass()).isEqualTo("clinical");
    }

    private static Read read(String dataClass, String patient, String reason, String words, String minutes) {
        return AskAnswer.read(Reasons.SHIPPED, dataClass, patient, reason, words, minutes);
    }

    private static AskAnswer answer(Read read) {
        assertThat(read).isInstanceOf(Read.Good.class);
        return ((Read.Good) read).answer();
    }
}
