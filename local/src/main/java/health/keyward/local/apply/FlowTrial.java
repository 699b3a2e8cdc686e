package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;

/** Tries a flow that is not bound yet with a real sign-in, through a client that lives only as long as the trial. */
final class FlowTrial {
    private static final String CLIENT = "keyward-apply-trial";

    private final RealmApi api;
    private final HttpClient http;
    private final URI server;
    private final String realm;

    FlowTrial(RealmApi api, HttpClient http, URI server, String realm) {
        this.api = api;
        this.http = http;
        this.server = server;
        this.realm = realm;
    }

    /** @param administrator passes with password and one-time code; somebody with nothing but passkeys cannot be tried this way */
    TrialSignIn.Outcome run(FlowPart flow, String administrator, Credentials credentials) {
        String clients = "/realms/" + HttpRealmApi.encoded(realm) + "/clients";
        removeLeftover(clients);
        String redirect = server + "/keyward-apply-trial";
        String id = api.post(clients, client(flow.id(api).orElseThrow(), redirect));
        try {
            return new TrialSignIn(http, server, realm, CLIENT, redirect)
                    .run(
                            administrator,
                            credentials.secret("KEYWARD_TRIAL_PASSWORD", "Password of " + administrator),
                            () -> credentials.secret("KEYWARD_TRIAL_OTP", "One-time code of " + administrator));
        } finally {
            api.delete(clients + "/" + id);
        }
    }

    private void removeLeftover(String clients) {
        for (JsonNode old : api.get(clients + "?clientId=" + CLIENT)) {
            if (!old.path("attributes").path("keyward.managed").asText().equals("true")) {
                throw new IllegalArgumentException("A client " + CLIENT + " is there and is not Keyward's");
            }
            api.delete(clients + "/" + old.path("id").asText());
        }
    }

    private static ObjectNode client(String flowId, String redirect) {
        ObjectNode client = Json.object()
                .put("clientId", CLIENT)
                .put("name", "Keyward apply: trial of a flow")
                .put("enabled", true)
                .put("protocol", "openid-connect")
                .put("publicClient", true)
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", false)
                .put("fullScopeAllowed", false);
        client.putArray("redirectUris").add(redirect);
        client.putObject("authenticationFlowBindingOverrides").put("browser", flowId);
        client.putObject("attributes")
                .put("pkce.code.challenge.method", "S256")
                .put("minimum.acr.value", "mfa")
                .put("keyward.data_class", "none")
                .put("keyward.managed", "true");
        return client;
    }
}
