package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told what of emergency access, in words that exist (BG-11). */
class GrantLettersTest {
    private static final String PAGE = "https://id.example.org/realms/hospital/keyward/breakglass/own";
    private static final Path MESSAGES = Path.of("../themes/src/main/resources/theme/keyward/email/messages");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String PATIENT = "patient-reference-7";
    private static final UserId ADA = new UserId("ada-id");
    private static final UserId BOSS = new UserId("boss-id");

    @Test
    void officers_the_manager_and_the_person_are_told_of_a_start() {
        assertThat(GrantLetters.started(grant("ada", false, null), BOSS, PAGE))
                .extracting(Notice::topic, Notice::audience)
                .containsExactly(
                        tuple(GrantLetters.STARTED, new Audience.Holders("privacy-officer", ADA)),
                        tuple(GrantLetters.REPORTED, new Audience.Person(BOSS)),
                        tuple(GrantLetters.WATCHED, new Audience.Person(ADA)));
    }

    @Test
    void without_a_manager_or_as_the_own_manager_the_officers_are_told_all_the_same() {
        for (UserId manager : new @Nullable UserId[] {null, ADA}) {
            assertThat(GrantLetters.started(grant("ada", false, null), manager, PAGE))
                    .extracting(Notice::topic)
                    .containsExactly(GrantLetters.STARTED, GrantLetters.WATCHED);
        }
    }

    @Test
    void a_grant_that_was_given_without_the_engine_alarms_the_administrators() {
        assertThat(GrantLetters.started(grant("ada", true, null), null, PAGE))
                .extracting(Notice::topic, Notice::audience)
                .contains(tuple(GrantLetters.DEGRADED, new Audience.Holders("system-admin", null)));
    }

    @Test
    void nothing_says_for_which_patient_or_what_data() {
        List<Notice> all = GrantLetters.started(grant("ada", true, null), BOSS, PAGE);
        for (Notice notice : all) {
            assertThat(notice.facts().values())
                    .as(notice.topic())
                    .noneMatch(value -> value.contains(PATIENT) || value.contains("clinical"));
            assertThat(notice.dedupe()).doesNotContain(PATIENT);
        }
        assertThat(all.getFirst().facts())
                .containsOnlyKeys("grant", "person", "app", "reason", "since", "until", "waived", "degraded");
        assertThat(all.getLast().facts())
                .as("the person finds the page that ends it")
                .containsOnlyKeys("grant", "app", "since", "until", "page");
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void the_person_is_told_of_an_end_only_when_somebody_took_it_away(EndReason why) {
        Grant over = grant("ada", false, new Grant.End(NOON.plusSeconds(60), why, BOSS));
        assertThat(GrantLetters.ended(over))
                .extracting(Notice::topic, Notice::audience)
                .isEqualTo(
                        why == EndReason.REVOKED
                                ? List.of(tuple(GrantLetters.REVOKED, new Audience.Person(ADA)))
                                : List.of());
    }

    @Test
    void a_name_that_is_too_long_for_a_notice_keeps_nobody_from_emergency_access() {
        assertThat(GrantLetters.started(grant("a".repeat(255), false, null), BOSS, PAGE)
                        .getFirst()
                        .facts()
                        .get("person"))
                .hasSize(200);
    }

    @Test
    void a_listener_that_fails_lets_the_grant_fail() {
        List<String> heard = new ArrayList<>();
        GrantEvents good = listener(heard, "good", false);
        GrantEvents bad = listener(heard, "bad", true);
        GrantEvents all = GrantEvents.all(List.of(good, bad));
        assertThatThrownBy(() -> all.started(grant("ada", false, null))).isInstanceOf(IllegalStateException.class);
        assertThat(heard).containsExactly("good", "bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_mail_has_its_words(String language) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve("messages_" + language + ".properties"))) {
            words.load(reader);
        }
        List<Notice> all = new ArrayList<>(GrantLetters.started(grant("ada", true, null), BOSS, PAGE));
        all.addAll(
                GrantLetters.ended(grant("ada", true, new Grant.End(NOON.plusSeconds(60), EndReason.REVOKED, BOSS))));
        assertThat(all).hasSize(5);
        for (Notice notice : all) {
            assertThat(words)
                    .containsKeys("keywardNoticeSubject." + notice.topic(), "keywardNoticeText." + notice.topic());
            notice.facts().keySet().forEach(fact -> assertThat(words).containsKey("keywardNoticeFact." + fact));
        }
    }

    private static GrantEvents listener(List<String> heard, String name, boolean fails) {
        return new GrantEvents() {
            @Override
            public void started(Grant grant) {
                heard.add(name);
                if (fails) {
                    throw new IllegalStateException("no");
                }
            }

            @Override
            public void ended(Grant grant) {}
        };
    }

    private static Grant grant(String username, boolean odd, Grant.@Nullable End end) {
        return new Grant(
                "0f".repeat(16),
                new RealmId("hospital"),
                ADA,
                username,
                PATIENT,
                List.of("ward-board"),
                "clinical",
                "read",
                "BTG",
                "NO_TIME",
                1,
                NOON,
                NOON.plusSeconds(900),
                new Grant.Binding("session", "ward-board", null, null),
                odd,
                odd ? BOSS : null,
                odd,
                end);
    }
}
