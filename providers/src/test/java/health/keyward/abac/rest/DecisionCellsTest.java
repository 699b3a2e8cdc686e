package health.keyward.abac.rest;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Failure;
import health.keyward.abac.core.DecisionLine;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.kernel.Csv;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A line of the file says whom it is about only as far as the policy's own mask shows it (AB-9). */
class DecisionCellsTest {
    private static final DecisionLine LINE = new DecisionLine(
            Instant.parse("2026-11-29T01:00:00Z"),
            7,
            "0f".repeat(16),
            "DENY",
            "SIGN_IN",
            "=ward-board",
            "open",
            "user",
            "app",
            List.of("app.role_not_listed", "network.refused"),
            "r-7",
            "embedded",
            21,
            true,
            null,
            "u1",
            "ada");

    @Test
    void what_the_mask_lets_through_is_there_and_no_cell_is_a_formula() {
        List<@Nullable Object> cells = new DecisionCells(active(List.of())).of(LINE);
        assertThat(cells).hasSameSizeAs(DecisionCells.COLUMNS).endsWith("u1", "ada");
        assertThat(Csv.line(cells))
                .contains("\"'=ward-board\"")
                .contains("\"app.role_not_listed network.refused\"")
                .endsWith("\"\",\"u1\",\"ada\"\r\n");
    }

    @Test
    void what_the_mask_hides_is_not() {
        assertThat(new DecisionCells(active(List.of("/input/subject/properties/username"))).of(LINE))
                .endsWith(new Object[] {"u1", null});
        assertThat(new DecisionCells(active(List.of("/input/subject"))).of(LINE))
                .endsWith(new Object[] {null, null});
    }

    @Test
    void without_a_mask_there_are_outcome_and_ids_of_the_decision_only() {
        for (Policies.Standing standing :
                List.of(active("no mask"), new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING))) {
            assertThat(new DecisionCells(standing).of(LINE))
                    .contains("DENY", "0f".repeat(16))
                    .endsWith(new Object[] {null, null})
                    .doesNotContain("ada", "u1");
        }
    }

    private static Policies.Standing active(Object mask) {
        return new Policies.Standing.Active(
                new Policy("r-7", new Engine() {
                    @Override
                    public String name() {
                        return "embedded";
                    }

                    @Override
                    public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                        return new Outcome.Answered(mask, List.of());
                    }
                }),
                null,
                Enforcement.RECORDING);
    }
}
