package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds apps of tests to the policy, as two administrators do; whoever switches one of the house's apps puts it back. */
public final class Enforcing {
    private Enforcing() {}

    /** Everybody at these apps is held to what the policy says. */
    public static void at(String... apps) {
        change("ENFORCE", apps);
    }

    /** As it is everywhere else in the house: it is only recorded. */
    public static void asEverywhere(String... apps) {
        change(null, apps);
    }

    /**
     * The same in another house than the shared one.
     *
     * @param api base of its admin API
     * @param one token of a system administrator
     * @param two of another
     */
    static void at(URI api, String one, String two, String... apps) {
        change(api, one, two, "ENFORCE", apps);
    }

    private static void change(@Nullable String mode, String... apps) {
        String one = Tokens.issue(Tokens.console(), Staff.hire("pol-one", "system-admin"), true)
                .access();
        String two = Tokens.issue(Tokens.console(), Staff.hire("pol-two", "system-admin"), true)
                .access();
        change(Ward.house().api(), one, two, mode, apps);
    }

    private static void change(URI api, String one, String two, @Nullable String mode, String... apps) {
        for (String app : apps) {
            JsonNode state = json(ask("GET", api, "abac/policies", one, null));
            Map<String, Object> wish = new LinkedHashMap<>();
            wish.put("app", app);
            wish.put("mode", mode);
            wish.put("after", state.path("step").asLong());
            wish.put("reason", "for a test");
            String proposal = "approval/proposals/"
                    + json(ask("POST", api, "abac/policies/enforcement", one, wish))
                            .path("proposal")
                            .asText();
            String hash =
                    json(ask("GET", api, proposal, two, null)).at("/row/hash").asText();
            json(ask("POST", api, proposal + "/confirm", two, Map.of("hash", hash)));
        }
    }

    private static HttpResponse<String> ask(String method, URI api, String path, String token, @Nullable Object body) {
        return Http.call(method, URI.create(api + "/" + path), token, body == null ? null : Admin.text(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }
}
