package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.history.core.Address;
import health.keyward.history.core.Attempt;
import health.keyward.history.core.Bucket;
import health.keyward.history.core.Cause;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Page;
import health.keyward.history.core.Question;
import health.keyward.history.core.Top;
import health.keyward.history.core.TopBy;
import health.keyward.history.core.Window;
import health.keyward.kernel.RealmId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptsTest {
    private static final Window DAY =
            new Window(Ward.NOON.minus(Duration.ofHours(12)), Ward.NOON.plus(Duration.ofHours(12)));
    private final Attempts attempts = new Attempts();
    private Ward ward;

    @BeforeEach
    void opens() throws Exception {
        ward = new Ward();
    }

    @AfterEach
    void closes() throws Exception {
        ward.close();
    }

    @Test
    void pages_of_rows_with_one_and_the_same_time_have_no_gap_and_no_repeat() throws Exception {
        Recorded[] many = new Recorded[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = ward.failure("invalid_user_credentials")
                    .at(Ward.NOON.plusMillis(i / 40))
                    .done();
        }
        ward.project(many);
        List<Attempt> all = new ArrayList<>();
        Cursor after = null;
        int pages = 0;
        do {
            Page<Attempt> page = attempts.page(ward.tx, ward.realm, Question.all(DAY), after, 7);
            all.addAll(page.rows());
            after = page.next() == null
                    ? null
                    : Cursor.parse(page.next().text()).orElseThrow();
            pages++;
        } while (after != null);
        assertThat(pages).isEqualTo(15);
        assertThat(all).hasSize(101).extracting(Attempt::id).doesNotHaveDuplicates();
        assertThat(all)
                .isSortedAccordingTo((a, b) -> b.place().at().equals(a.place().at())
                        ? Long.compare(b.seq(), a.seq())
                        : b.at().compareTo(a.at()));
    }

    @Test
    void pages_over_two_years_with_long_silences_hold_what_the_whole_list_holds() throws Exception {
        Window years = new Window(Ward.NOON.minus(Duration.ofDays(730)), Ward.NOON.plus(Duration.ofDays(1)));
        long[] daysAgo = {0, 0, 7, 8, 9, 70, 71, 72, 73, 80, 300, 600, 600, 729};
        Recorded[] few = new Recorded[daysAgo.length];
        for (int i = 0; i < few.length; i++) {
            few[i] = ward.failure("invalid_user_credentials")
                    .at(Ward.NOON.minus(Duration.ofDays(daysAgo[i])))
                    .done();
        }
        for (long days : daysAgo) {
            ward.run(
                    "SELECT kw_month('kw_history_event', ?)",
                    Ward.NOON.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC));
        }
        ward.project(few);
        List<Attempt> whole = new ArrayList<>();
        attempts.each(ward.tx, ward.realm, Question.all(years), whole::add);
        for (int limit : new int[] {1, 2, 5, 14, 50}) {
            List<Attempt> paged = new ArrayList<>();
            Cursor after = null;
            do {
                Page<Attempt> page = attempts.page(ward.tx, ward.realm, Question.all(years), after, limit);
                paged.addAll(page.rows());
                after = page.next();
            } while (after != null);
            assertThat(paged).hasSize(14).isEqualTo(whole);
        }
    }

    @Test
    void a_row_that_arrives_while_somebody_reads_moves_no_page() throws Exception {
        ward.project(
                ward.failure("a").done(),
                ward.failure("b").done(),
                ward.failure("c").done());
        Page<Attempt> first = attempts.page(ward.tx, ward.realm, Question.all(DAY), null, 2);
        ward.project(ward.failure("d").at(Ward.NOON.plusSeconds(5)).done());
        Page<Attempt> second = attempts.page(ward.tx, ward.realm, Question.all(DAY), first.next(), 2);
        assertThat(second.rows()).hasSize(1);
        assertThat(second.next()).isNull();
        assertThat(attempts.newer(ward.tx, ward.realm, Question.all(DAY), first.top(), 101))
                .isEqualTo(1);
    }

    @Test
    void a_cursor_far_below_the_last_row_gives_an_empty_page() throws Exception {
        ward.project(ward.failure("a").done());
        var page = attempts.page(
                ward.tx, ward.realm, Question.all(DAY), new Cursor(Instant.parse("1970-01-01T00:00:01Z"), 0), 50);
        assertThat(page.rows()).isEmpty();
        assertThat(page.top()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE kw_history_event; --",
                "%",
                "_",
                "\\",
                "a%' OR '1'='1",
                "${jndi:ldap://x}",
                "\uFFFF\u202E",
                "? ?::inet",
                "\uD83D\uDE00"
            })
    void a_hostile_search_finds_nothing_and_breaks_nothing(String text) throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(ward.login(ada, "ada").done());
        Question all = Question.all(DAY);
        for (Question hostile : List.of(
                new Question(DAY, text, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null),
                new Question(DAY, null, List.of(text), List.of(), List.of(), List.of(), List.of(), null, null, null),
                new Question(DAY, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, text, null),
                new Question(DAY, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, text),
                new Question(
                        DAY, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null, text))) {
            assertThat(attempts.page(ward.tx, ward.realm, hostile, null, 50).rows())
                    .isEmpty();
        }
        assertThat(attempts.page(ward.tx, ward.realm, all, null, 50).rows()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 1",
        "10.1.2.4, 0",
        "10.1.0.0/16, 1",
        "10.2.0.0/16, 0",
        "10.1.2.99/8, 1",
        "0.0.0.0/0, 1",
        "2001:db8::7, 1",
        "2001:DB8:0:0::/64, 1",
        "2001:db9::/32, 0",
        "::/0, 1"
    })
    void an_address_or_a_network_narrows_the_list(String text, int expected) throws Exception {
        ward.project(
                ward.failure("a").from("10.1.2.3").done(),
                ward.failure("a").from("2001:db8::7").done(),
                ward.failure("a").from("garbage").done(),
                ward.failure("a").from(null).done());
        Address address = Address.parse(text).orElseThrow();
        Question asked =
                new Question(DAY, null, List.of(), List.of(), List.of(), List.of(), List.of(), address, null, null);
        assertThat(attempts.page(ward.tx, ward.realm, asked, null, 50).rows()).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource({"Firefox on Linux, 1", "firefox, 1", "Linux, 0", "Firefox%, 0", "Other program, 1"})
    void a_device_narrows_the_list_by_its_start(String text, int expected) throws Exception {
        ward.project(
                ward.failure("a").done(),
                ward.failure("a").agent("a door lock").done(),
                ward.failure("a").agent(null).done());
        Question asked =
                new Question(DAY, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null, text);
        assertThat(attempts.page(ward.tx, ward.realm, asked, null, 50).rows()).hasSize(expected);
        assertThat(attempts.histogram(ward.tx, ward.realm, asked, 86_400).stream()
                        .mapToLong(Bucket::failed)
                        .sum())
                .as("the counts of all devices are not taken for those of one")
                .isEqualTo(expected);
    }

    @Test
    void a_person_is_found_by_id_by_the_name_of_then_and_by_the_name_of_now() throws Exception {
        String ada = ward.hire("ada.byron", "Ada", "Byron");
        ward.hire("adam", "Adam", "Other");
        ward.project(ward.login(ada, "ada.byron").done());
        ward.run("UPDATE user_entity SET username = 'lovelace' WHERE id = ?", ada);
        ward.project(ward.login(ada, "lovelace").done());
        for (String text : List.of(ada, "lovel", "LoveLace", "ada.")) {
            assertThat(found(text)).as(text).hasSize(2);
        }
        assertThat(found("da")).isEmpty();
    }

    @Test
    void a_name_that_belongs_to_nobody_can_be_followed_without_being_known() throws Exception {
        ward.project(ward.failure("user_not_found")
                .unknown("0123456789abcdef".repeat(4))
                .done());
        assertThat(found("0123456789abcdef")).hasSize(1).first().satisfies(row -> {
            assertThat(row.cause()).isEqualTo(Cause.UNKNOWN_USER);
            assertThat(row.username()).isNull();
            assertThat(row.unknownName()).isEqualTo("0123456789abcdef");
        });
    }

    @Test
    void rows_of_a_deleted_person_app_and_realm_read_as_before() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(ward.login(ada, "ada").client("closed-app").done());
        ward.run("DELETE FROM user_entity WHERE realm_id = ?", ward.realm.value());
        ward.run("DELETE FROM realm WHERE id = ?", ward.realm.value());
        assertThat(found(ada)).hasSize(1).first().satisfies(row -> {
            assertThat(row.username()).isEqualTo("ada");
            assertThat(row.personName()).isEqualTo("Ada Byron");
            assertThat(row.clientId()).isEqualTo("closed-app");
        });
    }

    @Test
    void one_realm_never_sees_rows_of_another() throws Exception {
        String id = Ward.id();
        ward.project(ward.failure("a").id(id).done());
        UUID event = UUID.fromString(id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        RealmId other = new RealmId("other");
        assertThat(attempts.page(ward.tx, other, Question.all(DAY), null, 50).rows())
                .isEmpty();
        assertThat(attempts.detail(ward.tx, other, event)).isEmpty();
        assertThat(attempts.detail(ward.tx, ward.realm, event)).isPresent();
    }

    @Test
    void tokens_that_were_simply_issued_stay_out_unless_asked_for() throws Exception {
        ward.project(
                new Ward.Happening(ward.realm, "CODE_TO_TOKEN").done(),
                new Ward.Happening(ward.realm, "CODE_TO_TOKEN_ERROR")
                        .error("invalid_code")
                        .done());
        assertThat(attempts.page(ward.tx, ward.realm, Question.all(DAY), null, 50)
                        .rows())
                .extracting(Attempt::outcome)
                .containsExactly(Outcome.FAILED);
        Question tokens = new Question(
                DAY, null, List.of(), List.of(), List.of(), List.of(Kind.TOKEN), List.of(), null, null, null);
        assertThat(attempts.page(ward.tx, ward.realm, tokens, null, 50).rows()).hasSize(2);
    }

    @Test
    void a_histogram_covers_the_window_with_round_buckets() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(
                ward.login(ada, "ada").at(Ward.NOON).done(),
                ward.failure("invalid_user_credentials")
                        .at(Ward.NOON.plusSeconds(3599))
                        .done(),
                ward.failure("not_allowed").at(Ward.NOON.plusSeconds(3600)).done());
        List<Bucket> buckets = attempts.histogram(ward.tx, ward.realm, Question.all(DAY), 3600);
        assertThat(buckets).hasSize(24);
        assertThat(buckets.get(12)).isEqualTo(new Bucket(Ward.NOON, 1, 1, 0));
        assertThat(buckets.get(13)).isEqualTo(new Bucket(Ward.NOON.plusSeconds(3600), 0, 0, 1));
    }

    @Test
    void failures_are_grouped_with_the_busiest_first() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(
                ward.failure("invalid_user_credentials")
                        .user(ada, "ada")
                        .from("10.0.0.1")
                        .done(),
                ward.failure("invalid_user_credentials")
                        .user(ada, "ada")
                        .from("10.0.0.1")
                        .done(),
                ward.failure("user_not_found")
                        .unknown("f".repeat(64))
                        .from("10.0.0.2")
                        .done(),
                ward.login(ada, "ada").from("10.0.0.3").done());
        List<Top> people = attempts.top(ward.tx, ward.realm, Question.all(DAY), TopBy.PERSON, 10);
        assertThat(people).extracting(Top::key).containsExactly(ada, "f".repeat(16));
        assertThat(people).extracting(Top::label).containsExactly("Ada Byron", null);
        assertThat(people).extracting(Top::unknownName).containsExactly(false, true);
        assertThat(attempts.top(ward.tx, ward.realm, Question.all(DAY), TopBy.ADDRESS, 1))
                .extracting(Top::key, Top::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("10.0.0.1", 2L));
        assertThat(attempts.top(ward.tx, ward.realm, Question.all(DAY), TopBy.CAUSE, 9))
                .hasSize(2);
        assertThat(attempts.top(ward.tx, ward.realm, Question.all(DAY), TopBy.APP, 9))
                .hasSize(1);
    }

    @Test
    void everything_that_matches_is_streamed_once() throws Exception {
        ward.project(ward.failure("a").done(), ward.failure("b").done());
        List<String> ids = new ArrayList<>();
        attempts.each(ward.tx, ward.realm, Question.all(DAY), row -> ids.add(row.id()));
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_page_is_read_by_an_index_in_order_and_skips_other_months() throws Exception {
        ward.project(
                ward.failure("a").done(),
                ward.failure("a").at(Instant.parse("2025-06-01T00:00:00Z")).done());
        ward.run("SET LOCAL enable_seqscan = off");
        StringBuilder plan = new StringBuilder();
        Sql.of("EXPLAIN SELECT " + Columns.ATTEMPT + " FROM kw_history_event")
                .add(Filters.of(ward.tx, ward.realm, Question.all(DAY)))
                .add(" AND (at, seq) < (?, ?) ORDER BY at DESC, seq DESC LIMIT 50", Ward.NOON.plusSeconds(9), 1L << 40)
                .each(ward.tx, 0, row -> plan.append(row.getString(1)).append('\n'));
        assertThat(plan.toString())
                .contains("Index Scan")
                .contains("y2026m11")
                .doesNotContain("y2025m06")
                .doesNotContain("Sort");
    }

    private List<Attempt> found(String person) throws Exception {
        Question asked =
                new Question(DAY, person, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null);
        return attempts.page(ward.tx, ward.realm, asked, null, 50).rows();
    }
}
