package health.keyward.alerts.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.alerts.core.Alarm.Key;
import health.keyward.alerts.core.Alarm.Over;
import health.keyward.alerts.core.Alarm.Past;
import health.keyward.alerts.core.Alarm.Raised;
import health.keyward.audit.Integrity.Finding;
import health.keyward.kernel.RealmId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Finding DAMAGE =
            new Finding("self-check", "", "entry 42: the entry is not in the log", NOON, true);
    private static final Finding GAP = new Finding("gap", "n1", "Rows of n1 never came. " + NOON, NOON, false);

    @Test
    void what_is_new_is_raised_and_what_was_told_is_not_told_again() {
        assertThat(Alarm.between(List.of(), List.of(DAMAGE, GAP))).containsExactly(new Raised(DAMAGE), new Raised(GAP));
        assertThat(Alarm.between(List.of(DAMAGE, GAP), List.of(GAP, DAMAGE))).isEmpty();
    }

    @Test
    void the_same_damage_found_again_an_hour_later_is_not_told_again() {
        Finding later = new Finding("self-check", "", DAMAGE.detail(), NOON.plusSeconds(3_600), true);
        assertThat(Alarm.between(List.of(DAMAGE), List.of(later))).isEmpty();
    }

    @Test
    void other_damage_is_told_although_there_was_some_before() {
        Finding worse = new Finding("self-check", "", "entry 7: the entry is not in the log", NOON, true);
        assertThat(Alarm.between(List.of(DAMAGE), List.of(worse))).containsExactly(new Raised(worse));
    }

    @Test
    void a_state_that_ended_is_over_and_a_thing_that_happened_is_only_past() {
        assertThat(Alarm.between(List.of(DAMAGE, GAP), List.of()))
                .containsExactly(new Over(new Key("self-check", ""), NOON), new Past(new Key("gap", "n1")));
    }

    @Test
    void the_same_thing_of_two_servers_is_two_alarms() {
        Finding other = new Finding("gap", "n2", "Rows of n2 never came. " + NOON, NOON, false);
        assertThat(Alarm.between(List.of(GAP), List.of(GAP, other))).containsExactly(new Raised(other));
    }

    @Test
    void it_is_put_into_words_for_the_system_administrators_and_a_long_detail_is_cut() {
        RealmId realm = new RealmId("r1");
        Finding chatty = new Finding("forked", "", "line\none " + "x".repeat(500), NOON, true);
        Notice raised = Wording.of(realm, new Raised(chatty), NOON).orElseThrow();
        assertThat(raised.topic()).isEqualTo("verification-failed");
        assertThat(raised.audience()).isEqualTo(new Audience.Holders("system-admin", null));
        assertThat(raised.facts()).containsEntry("finding", "forked").containsEntry("since", NOON.toString());
        assertThat(raised.facts().get("detail")).startsWith("line one ").hasSize(200);
        Notice over = Wording.of(realm, new Over(new Key("forked", ""), NOON), NOON.plusSeconds(60))
                .orElseThrow();
        assertThat(over.topic()).isEqualTo("verification-good-again");
        assertThat(over.facts()).containsEntry("until", NOON.plusSeconds(60).toString());
        assertThat(over.dedupe()).isNotEqualTo(raised.dedupe());
        assertThat(Wording.of(realm, new Past(new Key("gap", "n1")), NOON)).isEmpty();
    }
}
