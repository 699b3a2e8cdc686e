package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.check.ConsoleToken;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Emergency access in a house of two nodes: given on one, looked at and ended on the other. */
final class GrantsOfTwo {
    private static final String APP = "ward-board";
    private static final String API = "/admin/realms/" + Staff.REALM + "/keyward/v1/";

    private final House house;
    private final List<DemoPerson> nurses;
    private final String first;
    private final String second;

    /** Lets two administrators agree that nurses may. */
    GrantsOfTwo(House house) {
        this.house = house;
        this.nurses = with("nurse");
        List<DemoPerson> administrators = with("system-admin");
        ConsoleToken tokens =
                new ConsoleToken(house.ports(), house.register().clientSecret("keyward-console"), Clock.systemUTC());
        this.first = tokens.of(administrators.get(1));
        this.second = tokens.of(administrators.get(2));
        JsonNode proposed = ask(
                1, first, "POST", "breakglass/eligibility/proposals", Eligible.draft(0, Eligible.role("nurse", true)));
        String proposal = "approval/proposals/" + proposed.path("proposal").asText();
        String hash = ask(1, second, "GET", proposal, null).at("/row/hash").asText();
        ask(1, second, "POST", proposal + "/confirm", Map.of("hash", hash));
    }

    /** Somebody signed in to the app, by whatever node. */
    record Nurse(DemoPerson person, Tokens.Issued tokens) {
        String session() {
            return Tokens.claims(tokens.access()).path("sid").asText();
        }
    }

    Nurse signsIn(int number, int node) {
        DemoPerson person = nurses.get(number);
        return new Nurse(person, Tokens.issue(client(node), person, true));
    }

    /**
     * Gives it on that node.
     *
     * @return its id
     */
    String given(Nurse to, int node, @Nullable Integer minutes) {
        Map<String, String> form = new TreeMap<>(Map.of(
                "person",
                Tokens.claims(to.tokens().access()).path("sub").asText(),
                "username",
                to.person().username(),
                "patient",
                "p-of-two",
                "session",
                to.session(),
                "app",
                APP));
        if (minutes != null) {
            form.put("minutes", minutes.toString());
        }
        return Grants.posted(client(node).issuer(), "it-grants", form);
    }

    JsonNode seen(String grant, int node) {
        return ask(node, first, "GET", "breakglass/grants/" + grant, null);
    }

    long counted(int node) {
        return ask(node, first, "GET", "breakglass/metrics", null)
                .path("grants")
                .asLong();
    }

    void revoked(String grant, int node) {
        ask(node, first, "POST", "breakglass/grants/" + grant + "/end", Map.of("reason", "seen on the other node"));
    }

    HttpResponse<String> renews(Nurse nurse, int node) {
        return Tokens.post(
                client(node),
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        nurse.tokens().refresh()));
    }

    /** Whether userinfo takes the token. */
    boolean lives(String token, int node) {
        int status = Http.get(client(node).endpoint("userinfo"), token).statusCode();
        assertThat(status).isIn(200, 401);
        return status == 200;
    }

    private List<DemoPerson> with(String role) {
        return house.register().people().stream()
                .filter(person -> person.enabled() && person.hasSecondFactor())
                .filter(person -> person.roles().contains(role))
                .toList();
    }

    private Tokens.Client client(int node) {
        return new Tokens.Client(
                APP,
                house.register().clientSecret(APP),
                "http://localhost:" + house.ports().oidcApp() + "/login/oauth2/code/keyward",
                on(node, "/realms/" + Staff.REALM));
    }

    private JsonNode ask(int node, String token, String method, String path, @Nullable Object body) {
        HttpResponse<String> answer =
                Http.call(method, on(node, API + path), token, body == null ? null : Admin.text(body));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private URI on(int node, String path) {
        return URI.create("http://localhost:" + house.ports().http(node) + path);
    }
}
