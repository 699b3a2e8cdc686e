package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseTriage.Known;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What sorts the queue (BG-16). */
class CaseTriageTest {
    private static final Map<Fact, Known> NOTHING_KNOWN = CaseTriage.whole(Map.of());

    @Test
    void what_nobody_said_is_unknown_and_counts_neither_way() {
        assertThat(NOTHING_KNOWN).hasSize(Fact.values().length).containsEntry(Fact.VIP, Known.UNKNOWN);
        assertThat(CaseTriage.rank(NOTHING_KNOWN)).isZero();
    }

    @Test
    void a_red_flag_goes_before_everything_that_speaks_for_the_access() {
        int corroborated = CaseTriage.rank(
                Map.of(Fact.RELATIONSHIP, Known.YES, Fact.ON_SHIFT, Known.YES, Fact.SAME_UNIT, Known.YES));
        int flagged = CaseTriage.rank(Map.of(
                Fact.RELATIONSHIP,
                Known.YES,
                Fact.ON_SHIFT,
                Known.YES,
                Fact.SAME_UNIT,
                Known.YES,
                Fact.SELF,
                Known.YES));
        int contradicted = CaseTriage.rank(Map.of(Fact.RELATIONSHIP, Known.NO));
        assertThat(corroborated).isLessThan(0);
        assertThat(contradicted).isPositive();
        assertThat(flagged).isGreaterThan(contradicted);
    }

    @Test
    void a_flag_that_is_known_not_to_be_there_counts_no_more_than_an_unknown_one() {
        assertThat(CaseTriage.rank(Map.of(Fact.DECEASED, Known.NO))).isZero();
    }

    @Test
    void of_two_who_differ_whoever_gives_more_reason_to_look_is_believed() {
        assertThat(CaseTriage.merged(Fact.VIP, Known.NO, Known.YES)).isEqualTo(Known.YES);
        assertThat(CaseTriage.merged(Fact.ON_SHIFT, Known.YES, Known.NO)).isEqualTo(Known.NO);
        assertThat(CaseTriage.merged(Fact.ON_SHIFT, Known.UNKNOWN, Known.YES)).isEqualTo(Known.YES);
        assertThat(CaseTriage.merged(Fact.VIP, Known.UNKNOWN, Known.UNKNOWN)).isEqualTo(Known.UNKNOWN);
    }
}
