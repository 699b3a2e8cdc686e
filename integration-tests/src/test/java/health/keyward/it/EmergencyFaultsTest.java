package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Emergency access while parts of the house are killed: the node in the middle of grants, a real OPA that decides, the database (BG-10, BG-19, EA-2). Late, because
 * the house is started anew for it.
 */
@Tag("alone")
@Order(Integer.MAX_VALUE - 1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class EmergencyFaultsTest {
    private static final String ALARM = "Alarm: emergency access was given while policy could not be asked";
    private static final int QUARTER_HOUR = 15 * 60;

    private final List<Emergency> people = new ArrayList<>();
    private final OpaServing opa = OpaServing.ofTheShippedPolicy();
    private List<DemoPerson> custodians = List.of();
    private DemoPerson account;
    private Emergency.App watched;
    private Emergency.App held;
    private Emergency lasting;
    private Emergency brief;

    @BeforeAll
    void grantsRunAndTheNodeIsKilled() {
        Eligible.agreed();
        watched = new Emergency.App("faults");
        held = new Emergency.App("faults-held");
        Enforcing.at(held.id());
        account = EmergencyAccounts.person("opa-away", "emergency-admin");
        custodians = List.of(
                EmergencyAccounts.person("opa-keeper", "nurse"),
                EmergencyAccounts.person("opa-keeper", "nurse"),
                EmergencyAccounts.person("opa-keeper", "nurse"));
        EmergencyAccounts.registered(account, custodians, "127.0.0.0/8", "::1");
        lasting = clinician(watched).breaksGlassFor("p-41");
        brief = clinician(watched).asks("p-42").signsIn();
        brief.says(Map.of("reason", Emergency.TREATING, "words", "", "minutes", "1"))
                .arrives();
        assertThat(brief.mayRead("p-42")).isTrue();
        opa.starts();
        Ward.house().keycloak(1).kill9();
        Ward.house().keycloak(1).start(opa.options());
    }

    @AfterAll
    void asItWas() {
        people.forEach(Emergency::close);
        Enforcing.asEverywhere(held.id());
        Ward.house().keycloak(1).stop();
        opa.close();
        Ward.house().keycloak(1).start();
    }

    @Test
    @Order(1)
    void what_ran_out_around_a_killed_node_is_over_and_its_stop_is_written_and_the_rest_goes_on() {
        await("its end is written", () -> ended(brief) == 1);
        assertThat(brief.mayRead("p-42")).isFalse();
        assertThat(brief.tokenLives()).isFalse();
        assertThat(brief.renews().statusCode()).isEqualTo(400);
        assertThat(History.eventuallyChange(
                        "area=BREAKGLASS", row -> row.target().equals("GRANT_ENDED/" + brief.grant())))
                .isNotNull();
        await("the other one goes on", () -> lasting.mayRead("p-41"));
        assertThat(lasting.tokenLives()).isTrue();
        assertThat(lasting.renews().statusCode()).isEqualTo(200);
        assertThat(ended(lasting)).isZero();
    }

    @Test
    @Order(2)
    void the_real_opa_opens_what_a_rule_opens_and_nothing_else() {
        await("the care team reads", () -> lasting.mayReadOwn("p-40"));
        assertThat(lasting.mayRead("p-40")).isFalse();
        await("somebody is let in", () -> lasting.comesInto(held));
    }

    @Test
    @Order(3)
    void with_opa_stopped_everybody_is_refused_and_emergency_access_is_given_for_a_quarter_of_an_hour_with_an_alarm() {
        opa.close();
        assertThat(lasting.mayReadOwn("p-40")).as("ordinary access").isFalse();
        assertThat(lasting.mayRead("p-41")).as("a grant of before").isTrue();

        Emergency refused = clinician(held);
        Page page = refused.opens().browser().page();
        assertThat(page.status()).isEqualTo(403);
        refused.browser().presses("keywardEmergency");
        refused.browser().typesCode(refused.person(), refused.app().redirect());
        refused.says(Map.of("patient", "p-43", "reason", Emergency.TREATING, "words", ""))
                .arrives();
        degraded(refused);

        Emergency asked = clinician(watched);
        asked.breaksGlassFor("p-44");
        degraded(asked);
        assertThat(asked.mayRead("p-44")).as("by the policy at hand").isTrue();
        assertThat(asked.mayRead("p-45")).isFalse();
        assertThat(asked.mayReadOwn("p-45")).isFalse();
        assertThat(asked.tokenLives()).isTrue();
    }

    @Test
    @Order(4)
    void with_opa_stopped_an_emergency_administrator_comes_into_the_app_that_nobody_else_gets_into() {
        opa.close();
        assertThat(lasting.comesInto(held)).as("somebody the policy lets in").isFalse();
        EmergencyAccounts.comesIn(account, custodians, held.client());
    }

    @Test
    @Order(5)
    void with_opa_back_everything_is_as_before() {
        opa.starts();
        await("the care team reads", () -> lasting.mayReadOwn("p-40"));
        Emergency nurse = clinician(watched);
        await("somebody is let in", () -> nurse.comesInto(held));
        nurse.breaksGlassFor("p-46");
        assertThat(nurse.claims().at("/break_glass").has("degraded")).isFalse();
        assertThat(nurse.mayRead("p-46")).isTrue();
    }

    @Test
    @Order(6)
    void with_the_database_away_no_grant_opens_anything_and_afterwards_it_does() {
        Ward.house().postgres().kill9();
        try {
            assertThat(lasting.opensNow("p-41")).isFalse();
        } finally {
            Ward.house().postgres().start();
        }
        await("the grant goes on", () -> lasting.opensNow("p-41"));
    }

    /** Fifteen minutes, said in the token and in the list, and told to system administrators at once. */
    private static void degraded(Emergency of) {
        JsonNode told = of.claims().path("break_glass");
        assertThat(told.path("degraded").asBoolean()).as(told.toString()).isTrue();
        Instant end = Instant.ofEpochSecond(told.path("exp").asLong());
        assertThat(end).isBefore(Clock.systemUTC().instant().plusSeconds(QUARTER_HOUR + 1));
        JsonNode listed = History.read("breakglass/grants/" + of.grant(), JsonNode.class);
        assertThat(listed.path("degraded").asBoolean()).as(listed.toString()).isTrue();
        await(
                "the alarm",
                () -> Ward.house().mail().messages().stream()
                        .anyMatch(mail -> mail.subject().startsWith(ALARM)
                                && mail.text().replaceAll("=\\r?\\n", "").contains(of.grant())));
    }

    private static long ended(Emergency of) {
        return Database.number(
                "SELECT count(*) FROM kw_grant WHERE id = ? AND end_reason = 'EXPIRED' AND ended_at = until_at",
                UUID.fromString(of.grant().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")));
    }

    private Emergency clinician(Emergency.App app) {
        Emergency person = new Emergency(app, Eligible.clinician("clinician"));
        people.add(person);
        return person;
    }

    private static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(500_000_000L);
        }
    }
}
