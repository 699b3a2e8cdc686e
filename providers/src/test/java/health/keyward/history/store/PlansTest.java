package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.history.Familiarity;
import health.keyward.history.core.Address;
import health.keyward.history.core.Cause;
import health.keyward.history.core.ChangeQuestion;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Method;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Question;
import health.keyward.history.core.Steps;
import health.keyward.history.core.TimelineQuestion;
import health.keyward.history.core.TopBy;
import health.keyward.history.core.Window;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the database does for each question of the history over a year with 120,000 rows (LH-4): asserted on plans and on rows touched, never on time.
 */
class PlansTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");
    private static final Window YEAR = new Window(NOW.minus(Duration.ofDays(360)), NOW);
    private static final String REALM = "6f0f0e4e-0000-4000-8000-000000000001";
    private static final RealmId R = new RealmId(REALM);
    private static final String PERSON = "00000007-0000-4000-8000-000000000000";
    private static final String FILL = """
        INSERT INTO kw_history_event (at, seq, nseq, boot, event_id, realm_id, kind, type, outcome, cause, method, protocol, user_id, username,
          person_name, unknown_name, client_id, address, session_id, correlation_id)
        SELECT at, i, i, 'boot', md5(i::text)::uuid, ?, kind, CASE WHEN outcome = 'SUCCESS' THEN 'LOGIN' ELSE 'LOGIN_ERROR' END, outcome,
          CASE WHEN outcome = 'SUCCESS' THEN 'NONE' WHEN h % 97 = 0 THEN 'LOCKED' ELSE 'WRONG_PASSWORD' END,
          CASE WHEN h % 911 = 0 THEN 'PASSKEY' ELSE 'PASSWORD_OTP' END, 'OIDC',
          CASE WHEN h % 50 > 0 THEN lpad((h % 1000)::text, 8, '0') || '-0000-4000-8000-000000000000' END,
          CASE WHEN h % 50 > 0 THEN 'person-' || (h % 1000) END, 'Some Body',
          CASE WHEN h % 50 = 0 THEN substr(md5((h % 400)::text), 1, 16) END, 'app-' || (h % 13), ('10.' || (h % 4) || '.' || (h % 25) || '.7')::inet,
          'session-' || (i / 3), 'correlation-' || (i / 3)
        FROM (SELECT i, h, at, CASE WHEN h % 700 = 0 THEN 'DENIED' WHEN h % 12 = 0 THEN 'FAILED' ELSE 'SUCCESS' END AS outcome,
                CASE h % 10 WHEN 0 THEN 'SIGN_OUT' WHEN 1 THEN 'TOKEN' WHEN 2 THEN 'TOKEN' WHEN 3 THEN 'TOKEN' ELSE 'SIGN_IN' END AS kind
              FROM (SELECT i, abs(hashint8(i)) AS h, ?::timestamptz - (120000 - i) * interval '259 seconds' AS at
                    FROM generate_series(1, 120000) i) a) b
        """;

    private static final String CHANGES = """
        INSERT INTO kw_history_change (at, seq, nseq, boot, event_id, realm_id, source, operation, area, target, target_user_id, actor_id)
        SELECT ?::timestamptz - (12000 - i) * interval '43 minutes', i, i, 'boot', md5('c' || i)::uuid, ?, 'ADMIN_EVENT',
          CASE WHEN h % 400 = 0 THEN 'DELETE' WHEN h % 3 = 0 THEN 'READ' ELSE 'UPDATE' END, CASE WHEN h % 500 = 0 THEN 'CLIENT' ELSE 'USER' END,
          'users/' || h % 1000, lpad((h % 1000)::text, 8, '0') || '-0000-4000-8000-000000000000',
          lpad((h % 7)::text, 8, '0') || '-0000-4000-8000-000000000000'
        FROM (SELECT i, abs(hashint8(i)) AS h FROM generate_series(1, 12000) i) a
        """;

    /** Failures in the data, more or less. */
    private static final int FAILURES = 10_000;
    /** Filters that no single index answers; then the smaller part is read, never the whole. */
    private static final List<String> ONE_OF_SEVERAL = List.of("name", "app and failed");

    private static javax.sql.@Nullable DataSource database;

    private final Plans plans = new Plans();
    private final Attempts attempts = new Attempts();
    private @Nullable Connection real;

    @BeforeAll
    static void a_year_at_a_hospital() throws Exception {
        database = RealDatabase.fresh();
        try (Connection c = database.getConnection()) {
            try (var statement = c.createStatement()) {
                statement.execute("SELECT kw_month(t, m) FROM unnest(ARRAY['kw_history_event', 'kw_history_change',"
                        + " 'kw_history_tally']) t, generate_series('2025-11-01'::timestamptz,"
                        + " '2026-12-01'::timestamptz, interval '1 month') m");
            }
            run(c, FILL, REALM, NOW.toString());
            run(c, CHANGES, NOW.toString(), REALM);
            run(
                    c,
                    "SELECT kw_history_recount(NULL, ?::timestamptz, ?::timestamptz)",
                    YEAR.from().toString(),
                    NOW.toString());
            run(
                    c,
                    "INSERT INTO kw_history_person (realm_id, user_id, username, name, present, first_seen) SELECT ?,"
                            + " lpad(i::text, 8, '0') || '-0000-4000-8000-000000000000', 'person-' || i, 'Some Body',"
                            + " true, now() FROM generate_series(0, 999) i",
                    REALM);
            try (var statement = c.createStatement()) {
                statement.execute("VACUUM ANALYZE");
            }
        }
    }

    private static void run(Connection c, String sql, Object... values) throws SQLException {
        try (var statement = c.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    @BeforeEach
    void opens() throws Exception {
        real = java.util.Objects.requireNonNull(database).getConnection();
        real.setAutoCommit(false);
        try (var statement = real.createStatement()) {
            statement.execute("SET LOCAL plan_cache_mode = force_custom_plan");
        }
    }

    @AfterEach
    void closes() throws Exception {
        real.rollback();
        real.close();
    }

    private Connection tx() {
        return plans.watch(java.util.Objects.requireNonNull(real));
    }

    static Stream<Map.Entry<String, Question>> filters() {
        Question all = Question.all(YEAR);
        return Stream.of(
                Map.entry("none", all),
                Map.entry("person", with(all, PERSON, null, null, null)),
                Map.entry("name", with(all, "person-12", null, null, null)),
                Map.entry("unknown name", with(all, "0123456789abcdef", null, null, null)),
                Map.entry("address", with(all, null, "10.1.9.7", null, null)),
                Map.entry("address nobody used", with(all, null, "192.0.2.1", null, null)),
                Map.entry("session", with(all, null, null, "session-777", null)),
                Map.entry("correlation", with(all, null, null, null, "correlation-777")),
                Map.entry("app", words(all, List.of("app-3"), List.of(), List.of(), List.of(), List.of())),
                Map.entry(
                        "app nobody used", words(all, List.of("nothing"), List.of(), List.of(), List.of(), List.of())),
                Map.entry("failed", words(all, List.of(), List.of(Outcome.FAILED), List.of(), List.of(), List.of())),
                Map.entry("denied", words(all, List.of(), List.of(Outcome.DENIED), List.of(), List.of(), List.of())),
                Map.entry(
                        "undone, of which there is none",
                        words(all, List.of(), List.of(Outcome.UNDONE), List.of(), List.of(), List.of())),
                Map.entry("locked", words(all, List.of(), List.of(), List.of(Cause.LOCKED), List.of(), List.of())),
                Map.entry(
                        "disabled, of which there is none",
                        words(all, List.of(), List.of(), List.of(Cause.DISABLED), List.of(), List.of())),
                Map.entry("sign-outs", words(all, List.of(), List.of(), List.of(), List.of(Kind.SIGN_OUT), List.of())),
                Map.entry(
                        "refused, of which there is none",
                        words(all, List.of(), List.of(), List.of(), List.of(Kind.REFUSED), List.of())),
                Map.entry("passkey", words(all, List.of(), List.of(), List.of(), List.of(), List.of(Method.PASSKEY))),
                Map.entry(
                        "app and failed",
                        words(all, List.of("app-3"), List.of(Outcome.FAILED), List.of(), List.of(), List.of())),
                Map.entry(
                        "person and failed",
                        with(
                                words(all, List.of(), List.of(Outcome.FAILED), List.of(), List.of(), List.of()),
                                PERSON,
                                null,
                                null,
                                null)),
                Map.entry("person and address", with(all, PERSON, "10.1.9.7", null, null)));
    }

    private static Question with(
            Question q,
            @Nullable String person,
            @Nullable String address,
            @Nullable String session,
            @Nullable String correlation) {
        return new Question(
                q.window(),
                person,
                q.apps(),
                q.outcomes(),
                q.causes(),
                q.kinds(),
                q.methods(),
                address == null ? null : Address.parse(address).orElseThrow(),
                session,
                correlation);
    }

    private static Question words(
            Question q,
            List<String> apps,
            List<Outcome> outcomes,
            List<Cause> causes,
            List<Kind> kinds,
            List<Method> methods) {
        return new Question(q.window(), null, apps, outcomes, causes, kinds, methods, null, null, null);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a_page_reads_little_more_than_a_page_whatever_the_filter(Map.Entry<String, Question> asked) throws Exception {
        int most = ONE_OF_SEVERAL.contains(asked.getKey()) ? FAILURES : 2_500;
        attempts.page(tx(), R, asked.getValue(), null, 50);
        assertThat(plans.seen()).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.rows()).as(plan.toString()).isLessThan(most);
        });
    }

    @Test
    void the_last_fifty_touch_the_newest_month_only() throws Exception {
        attempts.page(tx(), R, Question.all(YEAR), null, 50);
        assertThat(plans.seen()).singleElement().satisfies(plan -> {
            assertThat(plan.months()).as(plan.toString()).containsExactly("kw_history_event_y2026m11");
            assertThat(plan.rows()).as(plan.toString()).isLessThan(200);
        });
    }

    @Test
    void whether_a_sign_in_is_usual_takes_the_persons_own_rows_of_the_last_quarter() throws Exception {
        new Footing()
                .of(
                        tx(),
                        new Familiarity.Question(
                                R,
                                new UserId(PERSON),
                                "203.0.113.0/24",
                                NOW.minus(Duration.ofHours(1)),
                                NOW.minus(Duration.ofDays(90)),
                                5));
        assertThat(plans.seen()).singleElement().satisfies(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.months())
                    .as("months since ninety days ago, and those made ahead")
                    .isNotEmpty()
                    .allSatisfy(month -> assertThat(month).isGreaterThanOrEqualTo("kw_history_event_y2026m08"));
            assertThat(plan.rows()).as(plan.toString()).isLessThan(100);
        });
    }

    @Test
    void a_deep_page_is_as_cheap_as_the_first_and_leaves_newer_months_alone() throws Exception {
        Cursor deep = new Cursor(NOW.minus(Duration.ofDays(200)), 53_000);
        attempts.page(tx(), R, Question.all(YEAR), deep, 50);
        assertThat(plans.seen()).singleElement().satisfies(plan -> {
            assertThat(plan.months()).as(plan.toString()).hasSizeLessThanOrEqualTo(2);
            assertThat(plan.rows()).as(plan.toString()).isLessThan(200);
        });
    }

    @Test
    void charts_and_sentences_without_a_person_or_an_address_read_counts_not_rows() throws Exception {
        Totals totals = new Totals(attempts);
        attempts.histogram(tx(), R, Question.all(YEAR), Steps.of(YEAR, 60));
        totals.topApps(tx(), R, YEAR, 8);
        totals.apps(tx(), R, YEAR);
        assertThat(plans.seen()).hasSize(3).allSatisfy(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.rows()).as(plan.toString()).isLessThan(100);
        });
    }

    @Test
    void the_overview_of_a_year_looks_at_a_bounded_number_of_rows() throws Exception {
        Totals totals = new Totals(attempts);
        var figures = totals.figures(tx(), R, Question.all(YEAR));
        totals.attention(tx(), R, YEAR, figures);
        totals.newest(tx(), R, YEAR);
        assertThat(figures.capped()).isTrue();
        assertThat(plans.seen()).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.rows()).as(plan.toString()).isLessThan(40_000);
        });
    }

    @ParameterizedTest
    @MethodSource("busiest")
    void top_lists_read_what_failed_and_nothing_else(TopBy by) throws Exception {
        attempts.top(tx(), R, Question.all(YEAR), by, 10);
        assertThat(plans.seen()).singleElement().satisfies(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.rows()).as(plan.toString()).isLessThan(12_000);
        });
    }

    static Stream<TopBy> busiest() {
        return Stream.of(TopBy.values());
    }

    @Test
    void one_row_is_found_by_its_id_in_every_month() throws Exception {
        attempts.detail(tx(), R, UUID.fromString("c4ca4238-a0b9-2382-0dcc-509a6f75849b"));
        assertThat(plans.seen()).singleElement().satisfies(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.rows()).as(plan.toString()).isLessThan(5);
        });
    }

    @Test
    void a_timeline_reads_the_rows_of_one_person() throws Exception {
        new People().timeline(tx(), R, new UserId(PERSON), timeline(), null, 50);
        new People().facts(tx(), R, new UserId(PERSON), NOW);
        assertThat(plans.seen()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.rows()).as(plan.toString()).isLessThan(400);
        });
    }

    private static TimelineQuestion timeline() {
        return new TimelineQuestion(YEAR, true, List.of(), true, TimelineQuestion.Decisions.TELLING);
    }

    static Stream<Map.Entry<String, UnaryOperator<ChangeQuestion>>> changeFilters() {
        return Stream.of(
                Map.entry("none", q -> q),
                Map.entry(
                        "actor",
                        q -> new ChangeQuestion(YEAR, "00000003-0000-4000-8000-000000000000", null, null, null, null)),
                Map.entry("target", q -> new ChangeQuestion(YEAR, null, PERSON, null, null, null)),
                Map.entry("area", q -> new ChangeQuestion(YEAR, null, null, "CLIENT", null, null)),
                Map.entry("deleted", q -> new ChangeQuestion(YEAR, null, null, null, "DELETE", null)),
                Map.entry("who looked", q -> new ChangeQuestion(YEAR, null, null, null, "READ", null)),
                Map.entry("source", q -> new ChangeQuestion(YEAR, null, null, null, null, "SELF")));
    }

    @ParameterizedTest
    @MethodSource("changeFilters")
    void a_page_of_changes_reads_about_a_page(Map.Entry<String, UnaryOperator<ChangeQuestion>> asked) throws Exception {
        ChangeQuestion question = asked.getValue().apply(ChangeQuestion.all(YEAR));
        new Alterations().page(tx(), R, question, null, 50);
        assertThat(plans.seen()).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.rows()).as(plan.toString()).isLessThan(700);
        });
    }

    @Test
    void an_export_of_everything_is_read_in_order_and_never_sorted() throws Exception {
        try (var statement = java.util.Objects.requireNonNull(real).createStatement()) {
            statement.execute("SET LOCAL enable_seqscan = off");
        }
        attempts.each(tx(), R, Question.all(YEAR), row -> {});
        assertThat(plans.seen()).singleElement().satisfies(plan -> {
            assertThat(plan.scanned()).as(plan.toString()).isEmpty();
            assertThat(plan.toString()).doesNotContain("\"Sort\"");
        });
    }
}
