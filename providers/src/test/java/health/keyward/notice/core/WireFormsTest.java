package health.keyward.notice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What leaves the house: signatures, syslog lines, and what may stand in them. */
class WireFormsTest {
    /** Computed with {@code printf '1700000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef}. */
    private static final String KNOWN = "417adf36b901772f658597a76d329694e335e65fc0849d7715c3ca33406309b5";

    @Test
    void a_webhook_is_signed_as_openssl_signs() {
        Seal seal = new Seal("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        assertThat(seal.over(Instant.ofEpochSecond(1_700_000_000), "{}")).isEqualTo("v1=" + KNOWN);
        assertThat(seal.over(Instant.ofEpochSecond(1_700_000_001), "{}")).isNotEqualTo("v1=" + KNOWN);
    }

    @Test
    void a_short_key_signs_nothing() {
        assertThatThrownBy(() -> new Seal(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_syslog_line_is_one_of_rfc_5424_whatever_the_facts_hold() {
        String line = new SyslogLine("node 1").of(Letters.with(Map.of("kind", "a\"b]c\\d", "until", "x")));
        assertThat(line)
                .isEqualTo("<133>1 2026-11-21T12:00:00.123456Z node-1 keyward - approval-proposed [keyward@32473"
                        + " id=\"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d\" realm=\"hospital\" topic=\"approval-proposed\""
                        + " kind=\"a\\\"b\\]c\\\\d\" until=\"x\"] approval-proposed");
    }

    @Test
    void a_fact_cannot_smuggle_lines_or_long_texts_into_a_message() {
        for (String bad : new String[] {"a\nb", "a\tb", "x".repeat(201)}) {
            assertThatThrownBy(() -> notice(Map.of("kind", bad))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> notice(Map.of("bad name", "x"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Notice notice(Map<String, String> facts) {
        return new Notice(new RealmId("r"), "topic", "d", new Audience.Person(new UserId("u")), facts);
    }
}
