package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;

/** SAML apps that sign nothing they ask, as long as the house does not want them to. */
final class SamlApps {
    private static final String POLICIES = Staff.REALM + "/client-policies/policies";
    private static final Pattern RESPONSE =
            Pattern.compile("name=\"SAMLResponse\" value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

    private SamlApps() {}

    /** Does something while apps need not sign what they ask, which the policies of the blueprint want of all. */
    static void whileSignaturesAreNotAsked(Runnable meanwhile) {
        JsonNode policies = Staff.boss().get(POLICIES);
        JsonNode without = policies.deepCopy();
        without.path("policies").forEach(policy -> {
            if (policy.path("name").asText().equals("keyward-saml")) {
                ((ObjectNode) policy).put("enabled", false);
            }
        });
        Staff.boss().put(POLICIES, without);
        try {
            meanwhile.run();
        } finally {
            Staff.boss().put(POLICIES, policies);
        }
    }

    /**
     * A new one.
     *
     * @return its client id
     */
    static String made(String name, Map<String, String> attributes, List<Map<String, ?>> mappers) {
        String id = Staff.fresh(name);
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "keyward.data_class", "none",
                "saml.client.signature", "false",
                "saml.server.signature", "true",
                "saml.authnstatement", "true",
                "saml.force.post.binding", "true",
                "saml_name_id_format", "username",
                "saml_assertion_consumer_url_post", consumer(id)));
        all.putAll(attributes);
        Staff.boss()
                .make(
                        Staff.REALM + "/clients",
                        Map.of(
                                "clientId",
                                id,
                                "protocol",
                                "saml",
                                "redirectUris",
                                List.of(consumer(id)),
                                "attributes",
                                all,
                                "protocolMappers",
                                mappers));
        return id;
    }

    /** What the app is answered in this browser, when no page is shown on the way. */
    static String response(SignIn browser, String app, String more) {
        String request = "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_" + UUID.randomUUID()
                + "\" Version=\"2.0\" IssueInstant=\""
                + Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS)
                + "\" Destination=\"" + endpoint() + "\" " + more + " AssertionConsumerServiceURL=\"" + consumer(app)
                + "\" ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\"><saml:Issuer>" + app
                + "</saml:Issuer></samlp:AuthnRequest>";
        browser.opens(URI.create(
                endpoint() + "?SAMLRequest=" + URLEncoder.encode(deflated(request), StandardCharsets.UTF_8)));
        Matcher response = RESPONSE.matcher(browser.page().text());
        if (!response.find()) {
            throw new AssertionError("no answer to the app, but "
                    + browser.page().status() + ": " + browser.page().glimpse());
        }
        return new String(
                Base64.getMimeDecoder()
                        .decode(response.group(1).replace("&#x3d;", "=").replace("&#61;", "=")),
                StandardCharsets.UTF_8);
    }

    private static String deflated(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] out = new byte[4096];
        int length = deflater.deflate(out);
        deflater.end();
        return Base64.getEncoder().encodeToString(Arrays.copyOf(out, length));
    }

    private static String endpoint() {
        return Ward.house().keycloak(1).address() + "/realms/hospital/protocol/saml";
    }

    private static String consumer(String app) {
        return "http://localhost:" + Ward.house().ports().oidcApp() + "/" + app;
    }
}
