package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** SD-2 and the rules of the blueprint for every client: exact addresses with TLS, the code flow with PKCE, signed SAML, a data class. */
final class ClientRules implements Check {
    private static final Set<String> CLASSES = Set.of("phi", "limited", "internal", "none");
    private static final Set<String> STOCK =
            Set.of("account", "account-console", "admin-cli", "broker", "realm-management", "security-admin-console");

    @Override
    public List<Finding> look(Installation installation) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode client : installation.clients()) {
            findings.addAll(look(client));
        }
        return findings;
    }

    static List<Finding> look(JsonNode client) {
        List<Finding> findings = new ArrayList<>();
        String who = "Client " + client.path("clientId").asText();
        JsonNode own = client.path("attributes");
        if (own.path("realm_client").asText().equals("true")
                || !client.path("enabled").asBoolean(true)) {
            return findings;
        }
        String dataClass = own.path("keyward.data_class").asText();
        if (dataClass.isEmpty()) {
            findings.add(new Finding.Note(who + " has no keyward.data_class and counts as phi."));
        } else if (!CLASSES.contains(dataClass)) {
            findings.add(new Finding.Wrong(
                    who + " has the unknown keyward.data_class " + dataClass + " and counts as phi."));
        }
        if (client.path("directAccessGrantsEnabled").asBoolean()) {
            findings.add(new Finding.Wrong(who + " may take passwords itself (direct access grants)."));
        }
        if (client.path("implicitFlowEnabled").asBoolean()) {
            findings.add(new Finding.Wrong(who + " may use the implicit flow."));
        }
        if (!STOCK.contains(client.path("clientId").asText())) {
            addresses(findings, who, client);
            protocol(findings, who, client, own);
        }
        return findings;
    }

    private static void addresses(List<Finding> findings, String who, JsonNode client) {
        for (JsonNode address : client.path("redirectUris")) {
            String uri = address.asText();
            if (uri.contains("*")) {
                findings.add(new Finding.Wrong(who + " accepts any address that fits " + uri + " (SD-2)."));
            } else if (uri.startsWith("http:") && !"localhost".equals(host(uri))) {
                findings.add(new Finding.Wrong(who + " accepts " + uri + " without TLS (SD-2)."));
            }
        }
    }

    private static void protocol(List<Finding> findings, String who, JsonNode client, JsonNode own) {
        if (client.path("protocol").asText().equals("saml")) {
            if (!own.path("saml.client.signature").asText().equals("true")
                    || !own.path("saml.assertion.signature").asText().equals("true")) {
                findings.add(new Finding.Wrong(who + " does without signatures on requests or assertions (SD-2)."));
            }
            if (client.path("frontchannelLogout").asBoolean()) {
                findings.add(new Finding.Wrong(
                        who + " is skipped when a session is ended elsewhere (front channel logout is on)."));
            }
        } else if (client.path("standardFlowEnabled").asBoolean()
                && !own.path("pkce.code.challenge.method").asText().equals("S256")) {
            findings.add(new Finding.Wrong(who + " does without PKCE S256."));
        }
    }

    private static String host(String uri) {
        try {
            String host = URI.create(uri).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }
}
