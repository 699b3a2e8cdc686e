package health.keyward.breakglass.core;

import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.EmergencyAlarm.Kind;
import health.keyward.breakglass.core.EmergencyAlarm.Tone;
import health.keyward.breakglass.core.NormalPath.Facts;
import health.keyward.breakglass.core.NormalPath.Part;
import health.keyward.kernel.RealmId;
import health.keyward.notice.Notice;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the normal path of administrators stands, and what that makes of an alarm (EA-3). */
class NormalPathTest {
    private static final EmergencyPaths WHOLE = new EmergencyPaths(2, true, true);

    @Test
    void where_everything_works_the_path_was_healthy_and_nothing_is_explained() {
        NormalPath path = NormalPath.of(new Facts(WHOLE, true, true, true, true));
        assertThat(path.broken()).isEmpty();
        assertThat(path.explains()).isFalse();
        assertThat(path.words()).isEqualTo("normal path was healthy");
        assertThat(Tone.of(path)).isEqualTo(Tone.LOUDEST);
    }

    @Test
    void each_fact_is_found_by_itself() {
        assertThat(NormalPath.of(new Facts(new EmergencyPaths(0, true, true), true, true, true, true))
                        .broken())
                .containsExactly(Part.ADMINISTRATORS);
        assertThat(NormalPath.of(new Facts(new EmergencyPaths(1, false, true), true, true, true, true))
                        .broken())
                .containsExactly(Part.FLOW);
        assertThat(NormalPath.of(new Facts(new EmergencyPaths(1, true, false), true, true, true, true))
                        .broken())
                .containsExactly(Part.CONSOLE);
        assertThat(NormalPath.of(new Facts(WHOLE, false, true, true, true)).broken())
                .containsExactly(Part.DECISION_ENGINE);
        assertThat(NormalPath.of(new Facts(WHOLE, true, false, true, true)).broken())
                .containsExactly(Part.IDENTITY_PROVIDER);
        assertThat(NormalPath.of(new Facts(WHOLE, true, true, false, true)).broken())
                .containsExactly(Part.MAIL);
        assertThat(NormalPath.of(new Facts(WHOLE, true, true, true, false)).broken())
                .containsExactly(Part.FACTOR_METADATA);
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void only_what_keeps_administrators_out_explains_the_use_of_an_emergency_account(Part part) {
        NormalPath path = new NormalPath(Set.of(part));
        assertThat(path.explains()).isEqualTo(part != Part.MAIL && part != Part.FACTOR_METADATA);
        assertThat(path.words()).startsWith(path.explains() ? "normal path is down: " : "normal path was healthy, ");
        assertThat(NormalPath.parse(path.text())).contains(path);
    }

    @Test
    void what_is_stored_is_read_back_and_nothing_else_is() {
        NormalPath both = new NormalPath(Set.of(Part.MAIL, Part.FLOW));
        assertThat(both.text()).isEqualTo("FLOW,MAIL");
        assertThat(NormalPath.parse(both.text())).contains(both);
        assertThat(NormalPath.parse("WHOLE")).contains(new NormalPath(Set.of()));
        assertThat(NormalPath.parse("")).isEmpty();
        assertThat(NormalPath.parse("FLOW,NONSENSE")).isEmpty();
    }

    @Test
    void a_use_while_the_path_was_healthy_goes_to_administrators_and_overseers_as_an_emergency() {
        EmergencyAlarm alarm = alarm(new NormalPath(Set.of()));
        assertThat(alarm.severity()).isZero();
        List<Notice> notices = alarm.notices();
        assertThat(notices)
                .extracting(notice -> notice.audience().text())
                .containsExactly("role:system-admin", "role:privacy-officer");
        assertThat(notices).extracting(Notice::dedupe).doesNotHaveDuplicates();
        assertThat(notices)
                .allSatisfy(notice -> assertThat(notice.topic()).isEqualTo("emergency-admin-used-unexplained"))
                .allSatisfy(notice -> assertThat(notice.facts()).containsEntry("priority", "P1"));
        assertThat(new EmergencySyslogLine("node").of(alarm))
                .startsWith("<80>1 ")
                .contains("tone=\"loudest\"");
    }

    @Test
    void a_use_while_it_was_down_is_explained_and_still_told_to_all_administrators() {
        EmergencyAlarm alarm = alarm(new NormalPath(Set.of(Part.DECISION_ENGINE)));
        assertThat(alarm.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.topic()).isEqualTo("emergency-admin-used");
            assertThat(notice.audience().text()).isEqualTo("role:system-admin");
            assertThat(notice.facts()).containsEntry("priority", "P2");
        });
        assertThat(new EmergencySyslogLine("node").of(alarm))
                .startsWith("<83>1 ")
                .contains("tone=\"explained\"");
    }

    @Test
    void what_nobody_can_tell_explains_nothing() {
        assertThat(Tone.of(null)).isEqualTo(Tone.LOUDEST);
    }

    private static EmergencyAlarm alarm(@Nullable NormalPath path) {
        return new EmergencyAlarm(
                UUID.randomUUID(),
                new RealmId("hospital"),
                Kind.EMERGENCY_ADMIN_USED,
                "sealed-1",
                "said to be a drill",
                "10.1.2.3",
                NOON,
                Tone.of(path));
    }
}
