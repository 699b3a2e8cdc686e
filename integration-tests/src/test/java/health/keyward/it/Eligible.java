package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of who may break the glass, agreed by two administrators. */
public final class Eligible {
    private static boolean agreed;

    private Eligible() {}

    /** Clinicians by their role, managers of a unit with a second person; what somebody holds counts at once. */
    public static synchronized void agreed() {
        if (agreed) {
            return;
        }
        String one = Tokens.issue(Tokens.console(), Staff.hire("elig-one", "system-admin"), true)
                .access();
        String two = Tokens.issue(Tokens.console(), Staff.hire("elig-two", "system-admin"), true)
                .access();
        Map<String, Object> draft = draft(
                json(ask("GET", "breakglass/eligibility", one, null))
                        .path("version")
                        .asInt(),
                role("break-glass-eligible", true),
                role("unit-manager", false));
        String proposal = "approval/proposals/"
                + json(ask("POST", "breakglass/eligibility/proposals", one, draft))
                        .path("proposal")
                        .asText();
        String hash = json(ask("GET", proposal, two, null)).at("/row/hash").asText();
        json(ask("POST", proposal + "/confirm", two, Map.of("hash", hash)));
        agreed = true;
    }

    /** Somebody new with whom the policy has no quarrel and who stands on the list. */
    public static DemoPerson clinician(String name) {
        agreed();
        DemoPerson person = Staff.hire(name, "nurse", "break-glass-eligible");
        describe(
                person,
                Map.of(
                        "department", "Emergency",
                        "unit", "Emergency",
                        "employment_type", "employee",
                        "employment_status", "active",
                        "licence_type", "registered nurse",
                        "licence_number", "LF-90000",
                        "licence_until", "2038-06-30",
                        "training_privacy_until", "2037-12-31"));
        return person;
    }

    /** Somebody new who stands on no list that any test agrees on; one of them lets all nurses break the glass. */
    public static DemoPerson stranger() {
        agreed();
        return Staff.hire("stranger", "facilities");
    }

    private static void describe(DemoPerson person, Map<String, String> profile) {
        String path = "hospital/users/" + Staff.idOf(person.username());
        ObjectNode user = (ObjectNode) Staff.boss().get(path);
        profile.forEach(
                (name, value) -> user.withObject("attributes").putArray(name).add(value));
        Staff.boss().put(path, user);
    }

    /** The roster says that this person worked yesterday. */
    public static void offShift(DemoPerson person) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        describe(
                person,
                Map.of(
                        "shift_from", now.minus(Duration.ofHours(32)).toString(),
                        "shift_until", now.minus(Duration.ofHours(24)).toString()));
    }

    /**
     * A list to propose, by which what somebody holds counts at once.
     *
     * @param after number of the version it follows; 0 for none
     */
    @SafeVarargs
    static Map<String, Object> draft(int after, Map<String, Object>... entries) {
        return Map.of(
                "after",
                after,
                "entries",
                List.of(entries),
                "settleHours",
                0,
                "callEn",
                "Call the physician on duty, extension 4357.",
                "callEs",
                "Llame al médico de guardia, extensión 4357.",
                "reason",
                "for the tests");
    }

    /** Who holds it may break the glass for every app and all data. */
    static Map<String, Object> role(String name, boolean clinical) {
        return Map.of("kind", "ROLE", "name", name, "apps", List.of(), "dataClasses", List.of(), "clinical", clinical);
    }

    private static HttpResponse<String> ask(String method, String path, String token, @Nullable Object body) {
        return Http.call(method, History.api(path), token, body == null ? null : Admin.text(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Admin.json(answer);
    }
}
