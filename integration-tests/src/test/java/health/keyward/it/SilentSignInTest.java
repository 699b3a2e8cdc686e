package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** An app that allows no page gets an answer instead of a level that was not shown, by either protocol (SU-2). */
class SilentSignInTest {
    private static final String POLICIES = Staff.REALM + "/client-policies/policies";
    private static final Pattern RESPONSE =
            Pattern.compile("name=\"SAMLResponse\" value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

    @Test
    void with_prompt_none_an_open_session_is_used_as_far_as_it_goes_and_no_page_is_shown() {
        DemoPerson person = StepUpClients.person("silent");
        Tokens.Client app = StepUpClients.made("silent");
        Tokens.Client ruled = StepUpClients.made("silent-ruled");
        try (SignIn browser = new SignIn()) {
            browser.opens(Tokens.authorize(app, Tokens.random()))
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            app.redirect());
            assertThat(silently(browser, ruled, "")).contains("code=");
            StepUpRules.publishForApp(ruled.id(), "mfa", null, false);
            assertThat(silently(browser, app, "")).contains("code=");
            assertThat(silently(browser, app, "&acr_values=mfa"))
                    .contains("error=login_required")
                    .doesNotContain("code=");
            assertThat(silently(browser, ruled, ""))
                    .contains("error=login_required")
                    .doesNotContain("code=");
        }
    }

    @Test
    void a_passive_request_of_a_saml_app_ends_with_no_passive_where_more_would_be_asked() {
        whileSignaturesAreNotAsked(SilentSignInTest::asksPassively);
    }

    private static void asksPassively() {
        DemoPerson person = StepUpClients.person("passive");
        Tokens.Client app = StepUpClients.made("passive");
        String saml = samlApp();
        try (SignIn browser = new SignIn()) {
            browser.opens(Tokens.authorize(app, Tokens.random()))
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            app.redirect());
            assertThat(passively(browser, saml)).contains("status:Success").contains("Assertion");
            StepUpRules.publishForApp(saml, "mfa", null, false);
            assertThat(passively(browser, saml)).contains("status:NoPassive").doesNotContain("<saml:Assertion");
        }
    }

    private static String silently(SignIn browser, Tokens.Client app, String more) {
        return browser.opensUntil(
                        URI.create(Tokens.authorize(app, Tokens.random()) + "&prompt=none" + more), app.redirect())
                .page()
                .address()
                .toString();
    }

    private static String passively(SignIn browser, String app) {
        String request = "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_" + UUID.randomUUID()
                + "\" Version=\"2.0\" IssueInstant=\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + "\" Destination=\"" + endpoint() + "\" IsPassive=\"true\" AssertionConsumerServiceURL=\"" + acs(app)
                + "\" ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\"><saml:Issuer>" + app
                + "</saml:Issuer></samlp:AuthnRequest>";
        browser.opens(URI.create(
                endpoint() + "?SAMLRequest=" + URLEncoder.encode(deflated(request), StandardCharsets.UTF_8)));
        Matcher response = RESPONSE.matcher(browser.page().text());
        assertThat(response.find())
                .as(browser.page().status() + ": " + browser.page().glimpse())
                .isTrue();
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

    private static String acs(String app) {
        return "http://localhost:" + Ward.house().ports().oidcApp() + "/" + app;
    }

    /** Does something while apps need not sign what they ask, which the policies of the blueprint want of all. */
    private static void whileSignaturesAreNotAsked(Runnable meanwhile) {
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

    private static String samlApp() {
        String id = Staff.fresh("passive-saml");
        Staff.boss()
                .make(
                        Staff.REALM + "/clients",
                        Map.of(
                                "clientId",
                                id,
                                "protocol",
                                "saml",
                                "redirectUris",
                                List.of(acs(id)),
                                "attributes",
                                Map.of(
                                        "keyward.data_class", "none",
                                        "saml.client.signature", "false",
                                        "saml.server.signature", "true",
                                        "saml.authnstatement", "true",
                                        "saml.force.post.binding", "true",
                                        "saml_name_id_format", "username",
                                        "saml_assertion_consumer_url_post", acs(id))));
        return id;
    }
}
