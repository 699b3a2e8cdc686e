package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.audit.Entry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each format as a foreign reader of it sees it. */
class FeedFormatsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SYSLOG =
            Pattern.compile("<(\\d{1,3})>1 (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (-|\\[[!-~&&[^= \\]\"]]{1,32}(?:"
                    + " [!-~&&[^=\\]\"]]{1,32}=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*\")*]) ?(.*)");

    @ParameterizedTest
    @EnumSource(FeedFormat.class)
    void no_value_ends_a_line_or_steers_a_terminal(FeedFormat format) {
        for (People people : People.values()) {
            told(people).forEach(told -> {
                String line = format.line(told, "idp\n.example");
                assertThat(line.codePoints())
                        .as(line)
                        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
                assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .isEqualTo(line);
            });
        }
    }

    @Test
    void json_reads_back_what_was_recorded_hostile_or_not() throws Exception {
        JsonNode line =
                JSON.readTree(JsonLine.of(teller().tell(Entries.hostile().getFirst())));
        String halfMended = Entries.HOSTILE.replace("\uD83Dn", "\uFFFDn");
        assertThat(line.path("type").asText()).isEqualTo(halfMended);
        assertThat(line.at("/actor/name").asText()).isEqualTo(halfMended);
        assertThat(line.at("/facts/detail.scope").asText()).isEqualTo(halfMended);
        assertThat(line.path("v").asInt()).isOne();
    }

    @Test
    void json_has_the_members_of_its_schema_and_no_others() throws Exception {
        for (Told told : told(People.NAMES).toList()) {
            JsonNode line = JSON.readTree(JsonLine.of(told));
            assertThat(line.fieldNames())
                    .toIterable()
                    .isSubsetOf(
                            "v",
                            "seq",
                            "seqAt",
                            "id",
                            "at",
                            "realm",
                            "kind",
                            "type",
                            "outcome",
                            "reason",
                            "actor",
                            "target",
                            "client",
                            "protocol",
                            "session",
                            "address",
                            "userAgent",
                            "changes",
                            "facts");
            assertThat(line.fieldNames()).toIterable().contains("v", "seq", "seqAt", "at", "kind", "type", "outcome");
        }
    }

    @Test
    void cef_splits_into_seven_fields_and_an_extension_that_gives_the_values_back() {
        for (Entry entry : Entries.hostile()) {
            String line = Cef.of(teller().tell(entry));
            List<String> header = List.of(line.split("(?<!\\\\)(?:\\\\\\\\)*\\|", 8));
            assertThat(header).hasSize(8);
            assertThat(header.get(0)).isEqualTo("CEF:0");
            assertThat(Integer.parseInt(header.get(6))).isBetween(0, 10);
            Map<String, String> extension = extension(header.get(7));
            assertThat(extension).containsEntry("externalId", Long.toString(entry.seq()));
            assertThat(extension.keySet()).allMatch(key -> key.matches("[a-zA-Z0-9]+"));
        }
        Map<String, String> activity =
                extension(Cef.of(teller().tell(Entries.hostile().getFirst())).split("\\|5\\|", 2)[1]);
        assertThat(activity.get("suser"))
                .isEqualTo("a\nb\nc|d=e\\f\"g]h[i j [31mk l m\uFFFDn\uD83D\uDE00o CEF:0|x|\uFFFD<1>1 \u202e");
    }

    @Test
    void cef_of_a_wrong_password_says_what_a_siem_asks_for() {
        String line = Cef.of(teller().tell(Entries.all().get(1)));
        assertThat(line)
                .startsWith("CEF:0|Keyward|Keyward|1|activity:LOGIN_ERROR|activity LOGIN_ERROR failed|5|rt="
                        + Entries.AT.toEpochMilli())
                .contains("outcome=failure reason=invalid_user_credentials")
                .contains("suid=" + Entries.ADA + " suser=quinlan")
                .contains("src=192.0.2.8");
    }

    @Test
    void syslog_follows_the_grammar_of_its_rfc_whatever_is_in_it() {
        told(People.NAMES).forEach(told -> {
            String line = new SyslogMessage("idp host").structured(told);
            Matcher parts = SYSLOG.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            assertThat(Integer.parseInt(parts.group(1))).isBetween(80, 87);
            assertThat(parts.group(2)).isEqualTo("2026-11-21T03:00:00.123456Z");
            assertThat(parts.group(3)).isEqualTo("idp-host");
        });
        assertThat(new SyslogMessage("idp")
                        .structured(teller().tell(Entries.hostile().getFirst())))
                .contains("client=\"a b  c|d=e\\\\f\\\"g\\]h[i j [31mk");
    }

    @Test
    void a_frame_counts_bytes_not_characters() {
        byte[] frame = SyslogMessage.frame("é\uD83D\uDE00");
        assertThat(new String(frame, StandardCharsets.UTF_8)).isEqualTo("6 é\uD83D\uDE00");
        assertThat(frame).hasSize(8);
    }

    @Test
    void what_alarms_is_graver_than_what_does_not() {
        Map<String, Integer> gravity = new TreeMap<>();
        told(People.NAMES).forEach(told -> gravity.putIfAbsent(told.kind() + " " + told.type(), Gravity.cef(told)));
        assertThat(gravity.get("MARK GAP")).isEqualTo(9);
        assertThat(gravity.get("MARK HEARTBEAT")).isEqualTo(1);
        assertThat(gravity.get("MARK SELF_CHECK")).isEqualTo(10);
        assertThat(gravity.get("REFUSAL GET")).isGreaterThan(gravity.get("LOOK ASKED"));
        assertThat(gravity.get("ACTIVITY LOGIN_ERROR")).isGreaterThan(gravity.get("ACTIVITY LOGIN"));
    }

    @Test
    void a_feed_that_would_send_in_the_clear_has_to_say_so() {
        assertThatThrownBy(() -> plan("tcp://siem.example:514", false)).hasMessageContaining("without encryption");
        assertThat(plan("tcp://siem.example:514", true).plain()).isTrue();
        assertThat(plan("tls://siem.example:6514", false).plain()).isFalse();
        assertThatThrownBy(() -> plan("https://siem.example:514", false)).hasMessageContaining("target");
        assertThatThrownBy(() -> plan("tls://siem.example", false)).hasMessageContaining("port");
    }

    @Test
    void pauses_double_up_to_five_minutes_and_batches_halve_down_to_one() {
        assertThat(FeedPause.after(1, 0.5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(FeedPause.after(4, 0.5)).isEqualTo(Duration.ofSeconds(8));
        assertThat(FeedPause.after(1_000, 0.5)).isEqualTo(Duration.ofMinutes(5));
        assertThat(FeedPause.after(4, 0)).isEqualTo(Duration.ofMillis(6_400));
        assertThat(FeedPause.after(4, 1)).isEqualTo(Duration.ofMillis(9_600));
        assertThat(FeedPause.batch(200, 0)).isEqualTo(200);
        assertThat(FeedPause.batch(200, 3)).isEqualTo(25);
        assertThat(FeedPause.batch(200, 99)).isOne();
    }

    private static FeedPlan plan(String target, boolean plain) {
        return new FeedPlan(
                "siem",
                FeedPlan.Kind.SYSLOG,
                FeedFormat.CEF,
                URI.create(target),
                People.PSEUDONYMS,
                FeedPlan.Start.BEGINNING,
                plain,
                200,
                "idp",
                FeedPlan.Secrets.NONE);
    }

    /** As a CEF reader does it: a key runs up to an unescaped equals sign, a value up to the last blank before the next key. */
    private static Map<String, String> extension(String text) {
        Map<String, String> values = new TreeMap<>();
        Matcher key = Pattern.compile("(?:^| )([a-zA-Z0-9]+)(?<!\\\\)=").matcher(text);
        String name = null;
        int from = 0;
        while (key.find()) {
            if (name != null) {
                values.put(name, plain(text.substring(from, key.start())));
            }
            name = key.group(1);
            from = key.end();
        }
        values.put(String.valueOf(name), plain(text.substring(from)));
        return values;
    }

    private static String plain(String escaped) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                i++;
                char next = escaped.charAt(i);
                plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static Stream<Told> told(People people) {
        Teller teller = PeopleTest.teller(people, "siem");
        return Stream.of(
                        Entries.all().stream().map(teller::tell),
                        Entries.hostile().stream().map(teller::tell),
                        Stream.of(Teller.unreadable(99, Entries.AT)))
                .flatMap(s -> s);
    }

    private static Teller teller() {
        return PeopleTest.teller(People.NAMES, "siem");
    }
}
