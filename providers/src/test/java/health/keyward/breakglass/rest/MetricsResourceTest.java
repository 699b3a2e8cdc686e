package health.keyward.breakglass.rest;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.CaseFigures.Reviewed;
import health.keyward.breakglass.core.GrantFigures;
import health.keyward.breakglass.core.GrantFigures.Cell;
import health.keyward.breakglass.core.GrantFigures.Share;
import health.keyward.contract.breakglass.BreakGlassMetrics;
import health.keyward.contract.breakglass.BreakGlassMetrics.Rate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the numbers of emergency access say, and what they leave open (BG-18). */
class MetricsResourceTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void rates_are_per_thousand_sessions_and_reasons_are_summed_over_units() {
        BreakGlassMetrics said = said(
                new GrantFigures(
                        400,
                        3,
                        1,
                        1,
                        0,
                        List.of(new Share("icu", 2, 100), new Share("", 1, 0)),
                        List.of(),
                        List.of(new Cell("icu", "OTHER", 1), new Cell("icu", "NO_TIME", 1), new Cell("", "NO_TIME", 1)),
                        List.of(),
                        0),
                Reviewed.NOTHING);
        assertThat(said.rate()).isEqualTo(7.5);
        assertThat(said.byUnit()).containsExactly(new Rate("icu", 2, 100, 20.0), new Rate("", 1, 0, null));
        assertThat(said.byReason()).containsExactly(new Rate("NO_TIME", 2, 400, 5.0), new Rate("OTHER", 1, 400, 2.5));
    }

    @Test
    void what_nobody_can_know_yet_is_left_open_and_never_zero() {
        BreakGlassMetrics said =
                said(new GrantFigures(0, 0, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), 0), Reviewed.NOTHING);
        assertThat(said.rate()).isNull();
        assertThat(said.minutesToReview()).isNull();
        assertThat(said.overdue()).isNull();
        assertThat(said.inappropriate()).isNull();
        assertThat(said.policyGap()).isNull();
    }

    @Test
    void what_reviews_say_is_passed_on() {
        BreakGlassMetrics said = said(
                new GrantFigures(9, 4, 0, 0, 0, List.of(), List.of(), List.of(), List.of(), 0),
                new Reviewed(90.5, 0.25, 0.1, 0.5));
        assertThat(List.of(said.minutesToReview(), said.overdue(), said.inappropriate(), said.policyGap()))
                .containsExactly(90.5, 0.25, 0.1, 0.5);
    }

    private static BreakGlassMetrics said(GrantFigures figures, Reviewed reviewed) {
        return MetricsResource.said(NOON.minusSeconds(60), NOON, figures, reviewed);
    }
}
