package health.keyward.stepup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.PageKey;
import health.keyward.stepup.core.Coverage;
import health.keyward.stepup.core.CoverageQuestion;
import health.keyward.stepup.core.CoveredPerson;
import health.keyward.stepup.core.CoveredRole;
import health.keyward.stepup.core.DataClass;
import health.keyward.stepup.core.FactorException;
import health.keyward.stepup.core.Headcount;
import health.keyward.stepup.core.Held;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counting people by the factors they hold, on a real database with Keycloak's tables (SU-11). */
class CensusTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(90));

    private final Census census = new Census();
    private final FactorExceptions exceptions = new FactorExceptions();
    private RealmId realm = new RealmId("none yet");
    private Connection tx;

    @BeforeEach
    void opens() throws Exception {
        tx = RealDatabase.fresh().getConnection();
        tx.setAutoCommit(false);
        realm = realm("hospital");
        role("nurse", "phi");
        role("physician", "phi");
        role("billing", "limited");
    }

    @AfterEach
    void closes() throws Exception {
        tx.close();
    }

    @Test
    void each_counts_once_by_the_best_factor_and_once_in_every_role() throws Exception {
        person("ada", "nurse", "physician");
        factors("ada", "password", "otp", "webauthn");
        person("bo", "nurse");
        factors("bo", "password", "recovery-authn-codes");
        person("cy", "nurse");
        factors("cy", "password");
        person("di", "billing");
        factors("di", "webauthn-passwordless");
        Coverage found = census.count(tx, realm, NOON);
        assertThat(found.patientData()).isEqualTo(new Headcount(3, 1, 1, 1, 0, 0));
        assertThat(byRole(found))
                .containsEntry("nurse", new Headcount(3, 1, 1, 1, 0, 0))
                .containsEntry("physician", new Headcount(1, 1, 0, 0, 0, 0))
                .containsEntry("billing", new Headcount(1, 1, 0, 0, 0, 0));
        assertThat(found.roles())
                .as("patient data first")
                .extracting(one -> one.role().name())
                .containsExactly("nurse", "physician", "billing");
    }

    @Test
    void a_role_by_group_by_a_group_above_and_inside_another_role_counts_like_one_that_was_given() throws Exception {
        role("head-nurse", "phi");
        run("INSERT INTO composite_role VALUES (?, ?)", id("head-nurse"), id("nurse"));
        role("client-thing", "none", true);
        run("INSERT INTO composite_role VALUES (?, ?)", id("client-thing"), id("physician"));
        group("campus", null);
        group("ward", "campus");
        run("INSERT INTO group_role_mapping VALUES (?, ?)", id("head-nurse"), id("campus"));
        person("by-group");
        run("INSERT INTO user_group_membership VALUES (?, ?)", id("ward"), id("by-group"));
        person("by-client-role", "client-thing");
        Map<String, Headcount> found = byRole(census.count(tx, realm, NOON));
        assertThat(found.get("nurse")).isEqualTo(new Headcount(1, 0, 0, 1, 0, 0));
        assertThat(found.get("head-nurse")).isEqualTo(new Headcount(1, 0, 0, 1, 0, 0));
        assertThat(found.get("physician")).isEqualTo(new Headcount(1, 0, 0, 1, 0, 0));
        assertThat(found).as("roles of apps are not listed").doesNotContainKey("client-thing");
        assertThat(list(null, 10)).extracting(CoveredPerson::username).containsExactly("by-client-role", "by-group");
    }

    @Test
    void who_cannot_sign_in_and_what_is_no_person_does_not_count_nor_does_another_realm() throws Exception {
        person("away", "nurse");
        run("UPDATE user_entity SET enabled = false WHERE id = ?", id("away"));
        person("robot", "nurse");
        run("UPDATE user_entity SET service_account_client_link = 'app' WHERE id = ?", id("robot"));
        RealmId here = realm;
        realm = realm("elsewhere");
        role("nurse", "phi");
        person("stranger", "nurse");
        realm = here;
        assertThat(census.count(tx, realm, NOON).patientData()).isEqualTo(Headcount.NOBODY);
        assertThat(list(null, 10)).isEmpty();
    }

    @Test
    void a_role_that_says_nothing_counts_as_patient_data_and_what_everybody_has_is_left_out() throws Exception {
        role("ward-clerk", null);
        role("offline_access", null);
        role("default-roles-hospital", null);
        run("UPDATE realm SET default_role = ? WHERE id = ?", id("default-roles-hospital"), realm.value());
        person("cleo", "ward-clerk", "offline_access", "default-roles-hospital");
        Coverage found = census.count(tx, realm, NOON);
        assertThat(found.patientData().people()).isEqualTo(1);
        assertThat(found.roles()).singleElement().satisfies(one -> {
            assertThat(one.role().name()).isEqualTo("ward-clerk");
            assertThat(one.role().touches()).isEqualTo(DataClass.PHI);
            assertThat(one.role().said()).isFalse();
        });
    }

    @Test
    void who_comes_from_elsewhere_without_a_factor_here_is_counted_as_none_and_named_so() throws Exception {
        person("brokered", "nurse");
        run("INSERT INTO federated_identity VALUES ('idp', ?, ?)", realm.value(), id("brokered"));
        person("directory", "nurse");
        run("UPDATE user_entity SET federation_link = 'ldap' WHERE id = ?", id("directory"));
        person("with-key", "nurse");
        run("UPDATE user_entity SET federation_link = 'ldap' WHERE id = ?", id("with-key"));
        factors("with-key", "webauthn");
        assertThat(census.count(tx, realm, NOON).patientData()).isEqualTo(new Headcount(3, 1, 0, 2, 0, 2));
    }

    @Test
    void an_exception_of_a_person_or_of_a_role_counts_until_its_end_or_until_it_is_ended() throws Exception {
        person("ada", "nurse");
        person("bo", "physician");
        person("cy", "nurse");
        factors("cy", "webauthn");
        UUID ofAda = except("ada", null, NOON.plus(Duration.ofDays(10)));
        except(null, "physician", LATER);
        assertThat(census.count(tx, realm, NOON).patientData()).isEqualTo(new Headcount(3, 1, 0, 2, 2, 0));
        assertThat(list(null, 10))
                .as("shown with its end")
                .extracting(CoveredPerson::username, CoveredPerson::exceptedUntil)
                .contains(org.assertj.core.groups.Tuple.tuple("bo", LATER));
        assertThat(census.count(tx, realm, NOON.plus(Duration.ofDays(10)))
                        .patientData()
                        .excepted())
                .as("expired")
                .isEqualTo(1);
        assertThat(exceptions.end(
                        tx, realm, ofAda, new FactorException.Ended("admin", NOON.plusSeconds(1), "has a key now")))
                .isTrue();
        assertThat(census.count(tx, realm, NOON.plusSeconds(2)).patientData().excepted())
                .as("ended")
                .isEqualTo(1);
        assertThat(exceptions.lastEnds(tx, realm, NOON)).contains(LATER);
    }

    @Test
    void an_exception_of_somebody_with_a_key_changes_no_figure() throws Exception {
        person("cy", "nurse");
        factors("cy", "webauthn");
        except("cy", null, LATER);
        assertThat(census.count(tx, realm, NOON).patientData()).isEqualTo(new Headcount(1, 1, 0, 0, 0, 0));
    }

    @Test
    void the_list_goes_on_where_it_ended_and_knows_role_factor_unit_and_exception() throws Exception {
        for (String name : List.of("a", "b", "c", "d")) {
            person(name, "nurse");
        }
        factors("b", "otp");
        factors("c", "webauthn");
        run("INSERT INTO user_attribute VALUES ('1', ?, 'department', 'Cardiology')", id("d"));
        except("a", null, LATER);
        List<CoveredPerson> first = list(null, 2);
        assertThat(first).extracting(CoveredPerson::username).containsExactly("a", "b");
        assertThat(list(first.getLast().place(), 2))
                .extracting(CoveredPerson::username, CoveredPerson::unit, CoveredPerson::factor)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("d", "Cardiology", Held.NONE));
        assertThat(names(Set.of(Held.SECOND_FACTOR), null, null)).containsExactly("b");
        assertThat(names(Set.of(Held.NONE), "card", null)).containsExactly("d");
        assertThat(names(Set.of(Held.NONE), "%", null)).as("no pattern").isEmpty();
        assertThat(names(Set.of(Held.values()), null, true)).containsExactly("a");
        assertThat(names(Set.of(Held.values()), null, false)).containsExactly("b", "c", "d");
        assertThat(first.getFirst().roles()).containsExactly("nurse");
    }

    @Test
    void a_person_or_role_is_excepted_once_at_a_time() throws Exception {
        person("ada", "nurse");
        UUID first = except("ada", null, NOON.plus(Duration.ofDays(1)));
        assertThat(add("ada", null, NOON.plusSeconds(60), LATER)).isEmpty();
        assertThat(add("ada", null, NOON.plus(Duration.ofDays(1)), LATER))
                .as("the first is over")
                .isPresent();
        assertThat(exceptions.find(tx, realm, first)).isPresent();
        assertThat(exceptions.find(tx, new RealmId("other"), first)).isEmpty();
        assertThat(exceptions.list(tx, realm, null, null, 10)).hasSize(2);
        assertThat(exceptions.list(tx, realm, NOON.plus(Duration.ofDays(2)), null, 10))
                .hasSize(1);
        FactorException newest = exceptions.list(tx, realm, null, null, 1).getFirst();
        assertThat(exceptions.list(tx, realm, null, new PageKey(newest.allowedAt(), newest.id()), 10))
                .extracting(FactorException::id)
                .containsExactly(first);
    }

    @Test
    void the_database_itself_refuses_what_no_exception_may_be() throws Exception {
        person("ada", "nurse");
        UUID made = except("ada", null, LATER);
        tx.commit();
        refused("UPDATE kw_stepup_exception SET until = until + interval '1 day' WHERE id = '" + made + "'");
        refused("DELETE FROM kw_stepup_exception WHERE id = '" + made + "'");
        String values = "gen_random_uuid(), 'r', 'p', NULL, NULL, '%s', 'why', '%s', now(), now() + interval '%s'";
        String insert = "INSERT INTO kw_stepup_exception (id, realm_id, person_id, role_id, role, owner_id, reason,"
                + " allowed_by, allowed_at, until) VALUES (";
        refused(insert + values.formatted("owner", "admin", "181 days") + ")");
        refused(insert + values.formatted("p", "admin", "1 day") + ")");
        refused(insert + values.formatted("owner", "p", "1 day") + ")");
        assertThat(exceptions.end(tx, realm, made, new FactorException.Ended("admin", NOON, "over")))
                .isTrue();
        tx.commit();
        refused("UPDATE kw_stepup_exception SET ended_at = NULL, ended_by = NULL, end_reason = NULL WHERE id = '" + made
                + "'");
        assertThat(exceptions.end(tx, realm, made, new FactorException.Ended("admin", NOON, "again")))
                .isFalse();
    }

    @Test
    void one_figure_a_day_is_kept_and_the_last_of_the_day_counts() throws Exception {
        CoverageDays days = new CoverageDays();
        person("ada", "nurse");
        days.take(tx, census, NOON.minus(Duration.ofDays(1)));
        days.take(tx, census, NOON.minusSeconds(3_600));
        factors("ada", "webauthn");
        days.take(tx, census, NOON);
        assertThat(days.since(tx, realm, LocalDate.parse("2026-11-27")))
                .containsExactly(
                        Map.entry(LocalDate.parse("2026-11-27"), new Headcount(1, 0, 0, 1, 0, 0)),
                        Map.entry(LocalDate.parse("2026-11-28"), new Headcount(1, 1, 0, 0, 0, 0)));
        assertThat(days.since(tx, realm, LocalDate.parse("2026-11-28"))).hasSize(1);
    }

    /** What the database does is asserted, not how long it takes: nothing is asked person by person. */
    @Test
    void a_hundred_thousand_people_are_counted_in_one_pass_over_each_table() throws Exception {
        hundredThousand();
        List<Plan> plans = new ArrayList<>();
        Coverage found = census.count(watched(plans), realm, NOON);
        assertThat(found.patientData().people()).isEqualTo(90_000);
        assertThat(found.patientData().phishingResistant() + found.patientData().secondFactor())
                .isLessThan(90_000);
        Plan counting = plans.getLast();
        assertThat(counting.looks("user_entity")).as(counting.toString()).isEqualTo(1);
        assertThat(counting.looks("credential")).as(counting.toString()).isEqualTo(1);
        assertThat(counting.looks("user_role_mapping")).as(counting.toString()).isLessThanOrEqualTo(50);
        List<CoveredPerson> page = census.list(
                watched(plans),
                realm,
                new CoverageQuestion(roles(), Set.of(Held.NONE), null, null),
                new CoveredPerson.Place("person-050000", "zzz"),
                50,
                NOON);
        assertThat(page).hasSize(50).isSortedAccordingTo(java.util.Comparator.comparing(CoveredPerson::username));
        Plan listing = plans.getLast();
        assertThat(listing.looks("user_entity"))
                .as("nobody is looked up twice: %s", listing)
                .isLessThanOrEqualTo(100_000);
        assertThat(listing.looks("credential")).as(listing.toString()).isEqualTo(1);
        assertThat(listing.looks("user_attribute"))
                .as("units of the page only: %s", listing)
                .isLessThanOrEqualTo(50);
        assertThat(listing.looks("user_role_mapping")).as(listing.toString()).isLessThanOrEqualTo(50);
    }

    /** Nine of ten hold a role that touches patient data, half of them by a group; two of five a code, one of five a key. */
    private void hundredThousand() throws SQLException {
        group("campus", null);
        run("INSERT INTO group_role_mapping VALUES (?, ?)", id("nurse"), id("campus"));
        run(
                "INSERT INTO user_entity (id, realm_id, username, enabled) SELECT ? || i, ?, 'person-' ||"
                        + " lpad(i::text, 6, '0'), true FROM generate_series(1, 100000) i",
                realm.value().substring(0, 8),
                realm.value());
        String each =
                " FROM (SELECT id, row_number() OVER (ORDER BY username) AS i FROM user_entity WHERE realm_id = ?) u ";
        run("INSERT INTO user_group_membership SELECT ?, id" + each + "WHERE i % 10 < 5", id("campus"), realm.value());
        run(
                "INSERT INTO user_role_mapping SELECT ?, id" + each + "WHERE i % 10 BETWEEN 5 AND 8",
                id("physician"),
                realm.value());
        run("INSERT INTO user_role_mapping SELECT ?, id" + each + "WHERE i % 10 = 9", id("billing"), realm.value());
        for (String[] factor :
                new String[][] {{"password", "true"}, {"otp", "i % 5 IN (1, 2)"}, {"webauthn", "i % 5 = 3"}}) {
            run(
                    "INSERT INTO credential (id, type, user_id, secret_data, credential_data) SELECT"
                            + " gen_random_uuid(), ?, id, repeat('s', 200), repeat('d', 200)"
                            + each + "WHERE " + factor[1],
                    factor[0],
                    realm.value());
        }
        tx.commit();
        tx.setAutoCommit(true);
        try (var statement = tx.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        }
        tx.setAutoCommit(false);
    }

    private record Plan(JsonNode root) {
        /** How often the table was looked into. */
        long looks(String table) {
            long[] looks = {0};
            walk(root, table, looks);
            return looks[0];
        }

        private static void walk(JsonNode node, String table, long[] looks) {
            if (node.path("Relation Name").asText().equals(table)) {
                looks[0] += node.path("Actual Loops").asLong()
                        / Math.max(1, node.path("Workers Launched").asLong() + 1);
            }
            node.path("Plans").forEach(child -> walk(child, table, looks));
        }

        @Override
        public String toString() {
            return root.toPrettyString();
        }
    }

    /** The connection, which also explains every question. */
    private Connection watched(List<Plan> plans) {
        return (Connection) Proxy.newProxyInstance(
                CensusTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement") && args.length == 1) {
                        return explained((String) args[0], plans);
                    }
                    return invoke(() -> method.invoke(tx, args));
                });
    }

    private PreparedStatement explained(String sql, List<Plan> plans) throws SQLException {
        PreparedStatement asked = tx.prepareStatement(sql);
        PreparedStatement explained = tx.prepareStatement("EXPLAIN (ANALYZE, FORMAT JSON) " + sql);
        return (PreparedStatement) Proxy.newProxyInstance(
                CensusTest.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, args) -> {
                    if (method.getName().equals("executeQuery")) {
                        try (var rows = explained.executeQuery()) {
                            rows.next();
                            JsonNode plan = new ObjectMapper()
                                    .readTree(rows.getString(1))
                                    .get(0);
                            System.err.println(
                                    "census: " + plan.path("Execution Time").asText() + " ms");
                            plans.add(new Plan(plan.path("Plan")));
                        }
                    }
                    if (method.getName().startsWith("set") || method.getName().equals("close")) {
                        invoke(() -> method.invoke(explained, args));
                    }
                    return invoke(() -> method.invoke(asked, args));
                });
    }

    private interface Call {
        @Nullable
        Object now() throws Exception;
    }

    private static @Nullable Object invoke(Call call) throws Throwable {
        try {
            return call.now();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void refused(String sql) throws SQLException {
        try (var statement = tx.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
        }
        tx.rollback();
    }

    private UUID except(@Nullable String person, @Nullable String role, Instant until) throws SQLException {
        return add(person, role, NOON, until).orElseThrow();
    }

    private java.util.Optional<UUID> add(@Nullable String person, @Nullable String role, Instant at, Instant until)
            throws SQLException {
        FactorException made = new FactorException(
                UUID.randomUUID(),
                person == null ? null : id(person),
                role == null ? null : id(role),
                role,
                "owner",
                "waits for a key",
                "admin",
                at,
                until,
                null);
        return exceptions.add(tx, realm, made) ? java.util.Optional.of(made.id()) : java.util.Optional.empty();
    }

    private List<CoveredPerson> list(CoveredPerson.@Nullable Place after, int most) throws SQLException {
        return census.list(
                tx,
                realm,
                new CoverageQuestion(roles(), Set.of(Held.NONE, Held.SECOND_FACTOR), null, null),
                after,
                most,
                NOON);
    }

    private List<String> names(Set<Held> factors, @Nullable String unit, @Nullable Boolean excepted)
            throws SQLException {
        return census.list(tx, realm, new CoverageQuestion(roles(), factors, unit, excepted), null, 50, NOON).stream()
                .map(CoveredPerson::username)
                .toList();
    }

    private Set<String> roles() throws SQLException {
        return census.roles(tx, realm).stream().map(CoveredRole::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Headcount> byRole(Coverage coverage) {
        return coverage.roles().stream()
                .collect(Collectors.toMap(one -> one.role().name(), Coverage.OfRole::people));
    }

    private RealmId realm(String name) throws SQLException {
        RealmId made = new RealmId(UUID.randomUUID().toString());
        run("INSERT INTO realm (id, name) VALUES (?, ?)", made.value(), name);
        return made;
    }

    private void role(String name, @Nullable String sensitivity) throws SQLException {
        role(name, sensitivity, false);
    }

    private void role(String name, @Nullable String sensitivity, boolean ofClient) throws SQLException {
        run(
                "INSERT INTO keycloak_role (id, client_role, name, realm_id) VALUES (?, ?, ?, ?)",
                id(name),
                ofClient,
                name,
                realm.value());
        if (sensitivity != null) {
            run(
                    "INSERT INTO role_attribute VALUES (gen_random_uuid()::text, ?, 'keyward.sensitivity', ?)",
                    id(name),
                    sensitivity);
        }
    }

    private void group(String name, @Nullable String above) throws SQLException {
        run(
                "INSERT INTO keycloak_group VALUES (?, ?, ?, ?)",
                id(name),
                name,
                above == null ? " " : id(above),
                realm.value());
    }

    private void person(String name, String... roles) throws SQLException {
        run(
                "INSERT INTO user_entity (id, realm_id, username, enabled) VALUES (?, ?, ?, true)",
                id(name),
                realm.value(),
                name);
        for (String role : roles) {
            run("INSERT INTO user_role_mapping VALUES (?, ?)", id(role), id(name));
        }
    }

    private void factors(String person, String... types) throws SQLException {
        for (String type : types) {
            run("INSERT INTO credential (id, type, user_id) VALUES (gen_random_uuid()::text, ?, ?)", type, id(person));
        }
    }

    /** An id of this realm, the same for the same name. */
    private String id(String name) {
        return UUID.nameUUIDFromBytes((realm.value() + name).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
