package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The report about phishing-resistant factors says what is so, and an exception has an owner, an end and a record (SU-11). */
class CoverageTest {
    private static final String EXCEPTIONS = "stepup/coverage/exceptions";

    @Test
    void everybody_of_the_house_counts_with_their_best_factor() {
        JsonNode report = report();
        JsonNode nurses = role(report, "nurse");
        assertThat(nurses.path("dataClass").asText()).isEqualTo("phi");
        assertThat(nurses.path("said").asBoolean()).isTrue();
        assertThat(nurses.at("/figure/people").asLong()).isPositive();
        assertThat(report.path("roles").get(0).path("dataClass").asText()).isEqualTo("phi");
        assertThat(report.at("/patientData/people").asLong())
                .isEqualTo(report.at("/patientData/phishingResistant").asLong()
                        + report.at("/patientData/secondFactor").asLong()
                        + report.at("/patientData/none").asLong());
        JsonNode today = report.path("trend").get(report.path("trend").size() - 1);
        assertThat(today.path("day").asText())
                .isEqualTo(LocalDate.ofInstant(Instant.parse(report.path("at").asText()), ZoneOffset.UTC)
                        .toString());
        assertThat(today.path("figure")).isEqualTo(report.path("patientData"));
        for (String keycloaks : List.of("offline_access", "uma_authorization", "default-roles-hospital")) {
            assertThat(report.path("roles"))
                    .noneMatch(role -> role.path("name").asText().equals(keycloaks));
        }
    }

    @Test
    void who_has_a_code_only_is_listed_with_role_by_group_unit_and_last_sign_in_and_the_look_is_recorded() {
        String role = Staff.fresh("it-role");
        Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        String group = Staff.boss().make("hospital/groups", Map.of("name", Staff.fresh("it-group")));
        Staff.boss()
                .make(
                        "hospital/groups/" + group + "/role-mappings/realm",
                        List.of(Staff.boss().get("hospital/roles/" + role)));
        DemoPerson one = Staff.hire("covered-code", "system-admin");
        DemoPerson other = Staff.hire(Staff.chief(), Staff.REALM, Staff.fresh("covered-none"), false);
        for (DemoPerson person : List.of(one, other)) {
            Staff.chief().put("hospital/users/" + Staff.idOf(person.username()) + "/groups/" + group, Map.of());
        }
        Tokens.issue(Tokens.console(), one, true);
        History.eventually("person=" + one.username(), row -> true);
        JsonNode figure = role(report(), role).path("figure");
        assertThat(figure.path("people").asLong()).isEqualTo(2);
        assertThat(figure.path("secondFactor").asLong()).isEqualTo(1);
        assertThat(figure.path("none").asLong()).isEqualTo(1);
        assertThat(role(report(), role).path("dataClass").asText())
                .as("it does not say")
                .isEqualTo("phi");
        HttpResponse<String> file = History.ask("stepup/coverage/people/export?role=" + role);
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(file.body().split("\r\n"))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("\"" + one.username() + "\"", "\"SECOND_FACTOR\"", role))
                .anySatisfy(line -> assertThat(line).contains("\"" + other.username() + "\"", "\"NONE\""));
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_history_change WHERE target LIKE '%stepup/coverage/people/export%' AND fields::text LIKE ?",
                        looks -> looks >= 2, "%role=" + role + "%"))
                .as("before and after")
                .isGreaterThanOrEqualTo(2);
        JsonNode page = read("stepup/coverage/people?role=" + role + "&limit=1");
        JsonNode first = page.path("rows").get(0);
        assertThat(first.path("username").asText()).isEqualTo(one.username());
        assertThat(first.path("factor").asText()).isEqualTo("SECOND_FACTOR");
        assertThat(first.path("lastSignIn").asText()).isNotBlank();
        JsonNode next = read("stepup/coverage/people?role=" + role + "&limit=1&cursor="
                + page.path("next").asText());
        assertThat(next.path("rows").get(0).path("username").asText()).isEqualTo(other.username());
        assertThat(next.path("rows").get(0).path("lastSignIn").isNull()).isTrue();
        assertThat(next.path("next").isNull()).isTrue();
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_history_change WHERE operation = 'READ' AND target = 'GET stepup/coverage/people'"
                                + " AND fields::text LIKE ?",
                        looks -> looks >= 2,
                        "%role=" + role + "%"))
                .as("each look is recorded")
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void an_exception_has_an_owner_and_an_end_is_recorded_and_counts_until_it_is_ended() {
        DemoPerson admin = Staff.hire("excepting", "system-admin");
        String token = Tokens.issue(Tokens.console(), admin, true).access();
        String person = Staff.idOf(Staff.hire("excepted", "therapist").username());
        String owner = Staff.idOf(Ward.keeper().username());
        long before = role(report(), "therapist").at("/figure/excepted").asLong();
        Instant until = Instant.now().plus(Duration.ofDays(30));
        JsonNode made = Admin.json(answered(200, post(token, EXCEPTIONS, exception(person, owner, until))));
        assertThat(made.path("state").asText()).isEqualTo("STANDING");
        assertThat(made.path("owner").asText()).isEqualTo(Ward.keeper().username());
        assertThat(made.path("allowedBy").asText()).isEqualTo(admin.username());
        assertThat(role(report(), "therapist").at("/figure/excepted").asLong()).isEqualTo(before + 1);
        answered(409, post(token, EXCEPTIONS, exception(person, owner, until)));
        assertThat(History.eventuallyChange(
                                "area=FACTOR_EXCEPTION",
                                change -> change.actor().equals(admin.username()))
                        .operation())
                .isEqualTo("CREATE");
        String end = EXCEPTIONS + "/" + made.path("id").asText() + "/end";
        JsonNode ended = Admin.json(answered(200, post(token, end, Map.of("reason", "The key has arrived"))));
        assertThat(ended.path("state").asText()).isEqualTo("ENDED");
        assertThat(ended.path("endReason").asText()).isEqualTo("The key has arrived");
        assertThat(role(report(), "therapist").at("/figure/excepted").asLong()).isEqualTo(before);
        answered(409, post(token, end, Map.of("reason", "The key has arrived")));
        assertThat(read(EXCEPTIONS + "?standing=yes").path("rows"))
                .noneMatch(row -> row.path("id").equals(made.path("id")));
        assertThat(read(EXCEPTIONS).path("rows")).anyMatch(row -> row.path("id").equals(made.path("id")));
    }

    @Test
    void nobody_excepts_themselves_or_for_longer_or_with_an_old_proof() {
        DemoPerson admin = Staff.hire("selfish", "system-admin");
        String token = Tokens.issue(Tokens.console(), admin, true).access();
        String self = Staff.idOf(admin.username());
        String owner = Staff.idOf(Ward.keeper().username());
        String other = Staff.idOf(Staff.hire("other", "therapist").username());
        Instant soon = Instant.now().plus(Duration.ofDays(1));
        answered(403, post(token, EXCEPTIONS, exception(self, owner, soon)));
        Map<String, Object> mine = new TreeMap<>(exception(self, owner, soon));
        mine.remove("person");
        mine.put("role", "system-admin");
        answered(403, post(token, EXCEPTIONS, mine));
        answered(400, post(token, EXCEPTIONS, exception(other, other, soon)));
        answered(
                400,
                post(token, EXCEPTIONS, exception(other, owner, Instant.now().plus(Duration.ofDays(181)))));
        answered(
                400,
                post(token, EXCEPTIONS, exception(other, owner, Instant.now().minusSeconds(5))));
        try (Asks anew = Asks.anew("except-factor")) {
            JsonNode refused = Admin.json(answered(401, post(token, EXCEPTIONS, exception(other, owner, soon))));
            assertThat(refused.path("error").asText()).isEqualTo("insufficient_user_authentication");
        }
        List<String> of = new ArrayList<>();
        read(EXCEPTIONS + "?standing=yes")
                .path("rows")
                .forEach(row -> of.add(row.path("personId").asText()));
        assertThat(of).doesNotContain(self, other);
    }

    private static Map<String, Object> exception(String person, String owner, Instant until) {
        return Map.of(
                "person", person, "owner", owner, "reason", "The key has been ordered", "until", until.toString());
    }

    private static JsonNode report() {
        return read("stepup/coverage");
    }

    private static JsonNode role(JsonNode report, String name) {
        for (JsonNode role : report.path("roles")) {
            if (role.path("name").asText().equals(name)) {
                return role;
            }
        }
        throw new AssertionError("no role " + name + " in " + report);
    }

    private static JsonNode read(String path) {
        return History.read(path, JsonNode.class);
    }

    private static HttpResponse<String> post(String token, String path, Map<String, ?> body) {
        return Http.call("POST", History.api(path), token, Admin.text(body));
    }

    private static HttpResponse<String> answered(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }
}
