package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantRules.Refusal;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long emergency access lasts and what it can be for (BG-4, BG-5, BG-7, BG-19). */
public class GrantRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.600Z");
    private static final String ID = "0f".repeat(16);
    private static final UserId BEN = new UserId("ben");

    @Test
    void a_grant_lasts_an_hour_unless_its_reason_allows_less() {
        assertThat(life(asked(240, null, false, null, false))).isEqualTo(Duration.ofMinutes(60));
        assertThat(life(asked(30, null, false, null, false))).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void it_lasts_longer_only_when_asked_and_never_beyond_its_reason_or_four_hours() {
        assertThat(life(asked(240, 120, false, null, false))).isEqualTo(Duration.ofHours(2));
        assertThat(life(asked(600, 600, false, null, false))).isEqualTo(Duration.ofHours(4));
        assertThat(GrantRules.against(asked(60, 61, false, null, false))).contains(Refusal.BAD_TIME);
        assertThat(GrantRules.against(asked(60, 0, false, null, false))).contains(Refusal.BAD_TIME);
    }

    @Test
    void without_a_second_factor_or_while_the_engine_is_down_it_lasts_a_quarter_of_an_hour() {
        assertThat(life(asked(240, 120, true, BEN, false))).isEqualTo(Duration.ofMinutes(15));
        assertThat(life(asked(240, 120, false, null, true))).isEqualTo(Duration.ofMinutes(15));
        assertThat(life(asked(10, null, true, BEN, true))).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void nobody_signs_for_themselves_and_no_factor_is_waived_without_a_colleague() {
        assertThat(GrantRules.against(asked(60, null, true, null, false))).contains(Refusal.NOT_CO_SIGNED);
        assertThat(GrantRules.against(asked(60, null, true, new UserId("ada"), false)))
                .contains(Refusal.NOT_CO_SIGNED);
        assertThat(GrantRules.against(asked(60, null, false, new UserId("ada"), false)))
                .contains(Refusal.NOT_CO_SIGNED);
    }

    @Test
    void a_waived_grant_never_covers_sensitive_data() {
        assertThat(GrantRules.against(request("p-7", "ward-board", "BTG", 60, null, true, true, BEN, false)))
                .contains(Refusal.WAIVED_SENSITIVE);
        assertThat(GrantRules.against(request("p-7", "ward-board", "BTG", 60, null, true, false, null, false)))
                .isEmpty();
    }

    @Test
    void a_name_is_no_patient_and_another_app_is_not_asked_for() {
        assertThat(GrantRules.against(request("Ada Quinlan", "ward-board", "BTG", 60, null, false, false, null, false)))
                .contains(Refusal.BAD_PATIENT);
        assertThat(GrantRules.against(request("p-7", "pharmacy", "BTG", 60, null, false, false, null, false)))
                .contains(Refusal.BAD_APPS);
        assertThat(GrantRules.against(request("p-7", "ward-board", "TREAT", 60, null, false, false, null, false)))
                .contains(Refusal.BAD_PURPOSE);
    }

    @Test
    void what_stands_against_it_is_no_grant() {
        GrantRequest asked = asked(60, null, true, null, false);
        assertThatThrownBy(() -> GrantRules.grant(asked, ID, NOON)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_runs_from_its_first_second_to_the_one_before_its_last() {
        Grant grant = GrantRules.grant(asked(60, null, false, null, false), ID, NOON);
        assertThat(grant.from()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
        assertThat(grant.runsAt(NOON)).isTrue();
        assertThat(grant.runsAt(grant.until().minusMillis(1))).isTrue();
        assertThat(grant.runsAt(grant.until())).isFalse();
        assertThat(grant.runsAt(grant.from().minusMillis(1))).isFalse();
    }

    @Test
    void a_clock_that_is_moved_gives_nobody_more_time() {
        Grant grant = GrantRules.grant(asked(60, null, false, null, false), ID, NOON);
        assertThat(grant.runsAt(NOON.plus(Duration.ofDays(1)))).as("forwards").isFalse();
        assertThat(grant.runsAt(NOON.minus(Duration.ofDays(1)))).as("backwards").isFalse();
        Grant over = new Grant(
                grant.id(),
                grant.realm(),
                grant.person(),
                grant.username(),
                grant.patient(),
                grant.apps(),
                grant.dataClass(),
                grant.action(),
                grant.purpose(),
                grant.reason(),
                grant.reasonsVersion(),
                grant.from(),
                grant.until(),
                grant.binding(),
                grant.waived(),
                grant.coSigner(),
                grant.degraded(),
                new Grant.End(NOON.plusSeconds(60), EndReason.REVOKED, null));
        assertThat(over.runsAt(NOON.plusSeconds(30)))
                .as("what has ended stays so, also when the clock goes back before its end")
                .isFalse();
    }

    private static Duration life(GrantRequest asked) {
        Grant grant = GrantRules.grant(asked, ID, NOON);
        return Duration.between(grant.from(), grant.until());
    }

    private static GrantRequest asked(
            int reasonMinutes, @Nullable Integer minutes, boolean waived, @Nullable UserId coSigner, boolean degraded) {
        return request("p-7", "ward-board", "BTG", reasonMinutes, minutes, false, waived, coSigner, degraded);
    }

    public static GrantRequest request(
            String patient,
            String app,
            String purpose,
            int reasonMinutes,
            @Nullable Integer minutes,
            boolean sensitive,
            boolean waived,
            @Nullable UserId coSigner,
            boolean degraded) {
        return new GrantRequest(
                new RealmId("hospital"),
                new UserId("ada"),
                "ada",
                patient,
                List.of(app),
                "clinical",
                "read",
                purpose,
                "EMERGENCY_TREATMENT",
                1,
                reasonMinutes,
                minutes,
                sensitive,
                new Grant.Binding("session-1", "ward-board", null, null),
                waived,
                coSigner,
                degraded);
    }
}
