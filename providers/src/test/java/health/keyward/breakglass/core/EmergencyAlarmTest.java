package health.keyward.breakglass.core;

import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.EmergencyAlarm.Kind;
import health.keyward.breakglass.core.EmergencyAlarm.Tone;
import health.keyward.kernel.RealmId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an alarm says, by mail and in the syslog (EA-7). */
class EmergencyAlarmTest {
    private static final Path MESSAGES = Path.of("../themes/src/main/resources/theme/keyward/email/messages");

    @Test
    void every_system_administrator_is_told_with_the_time_it_happened() {
        Notice notice = alarm("sealed-1", "10.1.2.3").notices().getFirst();
        assertThat(notice.topic()).isEqualTo("emergency-admin-refused");
        assertThat(notice.audience()).isEqualTo(new Audience.Holders("system-admin", null));
        assertThat(notice.facts())
                .isEqualTo(Map.of(
                        "account", "sealed-1",
                        "detail", "emergency.not_opened at SIGN_IN",
                        "since", "2026-11-29T12:00:00Z",
                        "address", "10.1.2.3"));
    }

    @Test
    void the_syslog_says_it_as_an_alert_of_facility_security_with_the_time_it_happened() {
        assertThat(new EmergencySyslogLine("node 1").of(alarm("sealed-1", "10.1.2.3")))
                .isEqualTo("<81>1 2026-11-29T12:00:00.000000Z node-1 keyward - EMERGENCY_ADMIN_REFUSED"
                        + " [keyward@32473 id=\"00000000-0000-4000-8000-000000000003\" realm=\"hospital\""
                        + " account=\"sealed-1\" detail=\"emergency.not_opened at SIGN_IN\" address=\"10.1.2.3\"]"
                        + " emergency-admin-refused");
    }

    @Test
    void a_name_cannot_forge_another_line_or_leave_its_quotes() {
        String line = new EmergencySyslogLine("node").of(alarm("a\"]\n<81>1 forged", null));
        assertThat(line)
                .doesNotContain("\n")
                .contains("account=\"a\\\"\\] <81>1 forged\"")
                .doesNotContain("address");
        assertThat(alarm("n".repeat(300), null).notices().getFirst().facts().get("account"))
                .hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_alarm_has_its_words_however_loud_it_is(String language) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve("messages_" + language + ".properties"))) {
            words.load(reader);
        }
        for (Kind kind : Kind.values()) {
            assertThat(words).containsKeys("keywardNoticeSubject." + kind.topic(), "keywardNoticeText." + kind.topic());
        }
        for (Kind kind : List.of(Kind.EMERGENCY_ADMIN_OPENED, Kind.EMERGENCY_ADMIN_USED)) {
            for (Tone tone : Tone.values()) {
                EmergencyAlarm alarm = new EmergencyAlarm(
                        UUID.randomUUID(),
                        new RealmId("hospital"),
                        kind,
                        "sealed-1",
                        "a detail",
                        "10.1.2.3",
                        NOON,
                        tone);
                for (Notice notice : alarm.notices()) {
                    assertThat(words)
                            .containsKeys(
                                    "keywardNoticeSubject." + notice.topic(), "keywardNoticeText." + notice.topic());
                    notice.facts().keySet().forEach(fact -> assertThat(words).containsKey("keywardNoticeFact." + fact));
                }
            }
        }
    }

    private static EmergencyAlarm alarm(String subject, @Nullable String address) {
        return new EmergencyAlarm(
                UUID.fromString("00000000-0000-4000-8000-000000000003"),
                new RealmId("hospital"),
                Kind.EMERGENCY_ADMIN_REFUSED,
                subject,
                "emergency.not_opened at SIGN_IN",
                address,
                NOON);
    }
}
