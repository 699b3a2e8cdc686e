package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An app that asks the decision point, with its own credentials (AuthZEN calls it a policy enforcement point). */
final class Pep {
    static final List<String> ENDPOINTS =
            List.of("evaluation", "evaluations", "search/subject", "search/resource", "search/action");
    static final Map<String, ?> AUDIENCE = Map.of(
            "name",
            "decision point",
            "protocol",
            "openid-connect",
            "protocolMapper",
            "oidc-audience-mapper",
            "config",
            Map.of("included.custom.audience", "keyward-access", "access.token.claim", "true"));

    private final Tokens.Client client;
    private String token = "";
    private long since;

    private Pep(Tokens.Client client) {
        this.client = client;
    }

    /**
     * A new one, made by the master realm's administrator.
     *
     * @param attributes of the client
     * @param mappers of the client
     * @param roles realm roles of its service account
     * @param more goes into its representation
     */
    static Pep made(
            String realm,
            String name,
            Map<String, String> attributes,
            List<Map<String, ?>> mappers,
            List<String> roles,
            Map<String, ?> more) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.put("keyward.data_class", "none");
        all.put("pkce.code.challenge.method", "S256");
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("serviceAccountsEnabled", true);
        extra.put("attributes", all);
        extra.put("protocolMappers", mappers);
        extra.putAll(more);
        Admin boss = Staff.boss();
        Tokens.Client client = Staff.app(boss, realm, Staff.fresh(name), extra);
        if (!roles.isEmpty()) {
            String uuid = boss.get(realm + "/clients?clientId=" + client.id())
                    .get(0)
                    .path("id")
                    .asText();
            String account = boss.get(realm + "/clients/" + uuid + "/service-account-user")
                    .path("id")
                    .asText();
            List<JsonNode> granted = new ArrayList<>();
            roles.forEach(role -> granted.add(boss.get(realm + "/roles/" + role)));
            boss.make(realm + "/users/" + account + "/role-mappings/realm", granted);
        }
        return new Pep(client);
    }

    /** Until there is one. */
    static Pep none() {
        return new Pep(new Tokens.Client("none", "", "", URI.create("http://localhost/none")));
    }

    static URI address(URI issuer, String endpoint) {
        return URI.create(issuer + "/keyward/v1/access/v1/" + endpoint);
    }

    Tokens.Client client() {
        return client;
    }

    synchronized String token() {
        if (token.isEmpty() || System.nanoTime() - since > 30_000_000_000L) {
            HttpResponse<String> answer = Tokens.post(client, Map.of("grant_type", "client_credentials"));
            if (answer.statusCode() != 200) {
                throw new AssertionError("no token: " + answer.body());
            }
            token = Admin.json(answer).path("access_token").asText();
            since = System.nanoTime();
        }
        return token;
    }

    HttpResponse<String> ask(String endpoint, Object body) {
        return Http.call("POST", address(client.issuer(), endpoint), token(), Admin.text(body));
    }

    /** @param headers name and value by turns */
    HttpResponse<String> raw(String endpoint, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(client.issuer(), endpoint))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return Http.send(request.build());
    }
}
