package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What emergency access holds on to: the sender's key or certificate, and for SAML the browser; and what a SAML app is told of it (BG-7 to BG-9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantBindingTest {
    private static final String PURPOSE = "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse";
    private static final String PATIENT = "urn:oasis:names:tc:xacml:2.0:resource:resource-id";

    /** RFC 8705, section 3.1. */
    private static final String CERTIFICATE = "/cnf/x5t#S256";

    private Emergency.App app;

    @BeforeAll
    void anApp() {
        Eligible.agreed();
        app = new Emergency.App("binding");
    }

    @Test
    void a_token_that_is_bound_to_a_key_is_good_for_nobody_with_another_key_or_none() {
        DpopKey own = new DpopKey();
        DpopKey stolen = new DpopKey();
        try (Emergency nurse = new Emergency(app, Eligible.clinician("clinician"))) {
            nurse.asks("p-31").signsIn().says(Emergency.TREATING, "").arrives(own);
            assertThat(nurse.claims().at("/cnf/jkt").asText()).isEqualTo(own.thumbprint());
            assertThat(nurse.introspected().at("/cnf/jkt").asText())
                    .as("whoever holds the token is compared with this")
                    .isEqualTo(own.thumbprint());
            assertThat(nurse.renews(own).statusCode()).isEqualTo(200);
            assertThat(userinfo(nurse, own).statusCode()).isEqualTo(200);
            assertThat(userinfo(nurse, stolen).statusCode()).isEqualTo(401);

            assertThat(nurse.renews(stolen).body()).contains("invalid_grant");
            assertThat(nurse.renews().body()).as("without any key").contains("invalid_grant");
            assertThat(History.eventuallyChange(
                            "area=BREAKGLASS", row -> row.target().equals("GRANT_MISUSED/" + nurse.grant())))
                    .isNotNull();
            assertThat(nurse.mayRead("p-31"))
                    .as("the person's own access goes on")
                    .isTrue();
        }
    }

    @Test
    void a_grant_that_is_bound_to_a_certificate_is_good_for_no_connection_that_shows_another_or_none() {
        ClientCertificate own = ClientCertificate.issued();
        ClientCertificate other = ClientCertificate.issued();
        Emergency.App withCertificates =
                new Emergency.App("binding-mtls", Map.of("tls.client.certificate.bound.access.tokens", "true"));
        try (Emergency nurse = new Emergency(withCertificates, Eligible.clinician("clinician"))) {
            nurse.asks("p-33").signsIn().says(Emergency.TREATING, "").arrives(own);
            assertThat(nurse.claims().at(CERTIFICATE).asText()).isEqualTo(own.thumbprint());
            assertThat(nurse.introspected().at(CERTIFICATE).asText())
                    .as("whoever holds the token is compared with this")
                    .isEqualTo(own.thumbprint());
            assertThat(nurse.renews(own).statusCode()).isEqualTo(200);
            assertThat(own.send(userinfo(nurse)).statusCode()).isEqualTo(200);
            assertThat(other.send(userinfo(nurse)).statusCode()).isEqualTo(401);
            assertThat(Http.get(Tokens.endpoint("userinfo"), nurse.tokens().access())
                            .statusCode())
                    .as("without any certificate")
                    .isEqualTo(401);
            assertThat(nurse.renews(other).statusCode()).isIn(400, 401);
            assertThat(nurse.renews().statusCode())
                    .as("without any certificate")
                    .isIn(400, 401);

            assertThat(nurse.comesAgain(other).body())
                    .as("a new token in the same session")
                    .contains("invalid_grant");
            assertThat(History.eventuallyChange(
                            "area=BREAKGLASS", row -> row.target().equals("GRANT_MISUSED/" + nurse.grant())))
                    .isNotNull();
            assertThat(nurse.renews(own).statusCode())
                    .as("the person's own access goes on")
                    .isEqualTo(200);
        }
    }

    @Test
    void an_assertion_says_the_purpose_ends_with_the_grant_and_carries_it_into_no_other_browser() {
        SamlApps.whileSignaturesAreNotAsked(GrantBindingTest::asserts);
    }

    private static void asserts() {
        String saml = SamlApps.made(
                "binding-saml",
                Map.of("keyward.break_glass", "true"),
                List.of(Map.of(
                        "name",
                        "emergency access",
                        "protocol",
                        "saml",
                        "protocolMapper",
                        "keyward-saml-break-glass",
                        "config",
                        Map.of())));
        DemoPerson nurse = Eligible.clinician("clinician");
        String account = Ward.house().issuer() + "/account";
        try (SignIn browser = new SignIn()) {
            browser.opens(URI.create(Ward.house().issuer() + "/keyward/breakglass/ask?app=" + saml + "&patient=p-32"));
            browser.typesPassword(nurse).typesCode(nurse, account);
            browser.types(Map.of("reason", Emergency.TREATING, "words", "", "minutes", "1"), "form", account);
            JsonNode grant = History.read(
                            "breakglass/grants?state=RUNNING&person=" + Staff.idOf(nurse.username()), JsonNode.class)
                    .at("/grants/0");
            Instant until = Instant.parse(grant.path("until").asText());

            String assertion = SamlApps.response(browser, saml, "");
            assertThat(value(assertion, PURPOSE)).isEqualTo("ETREAT");
            assertThat(value(assertion, PATIENT)).isEqualTo("p-32");
            assertThat(value(assertion, "urn:keyward:break-glass:grant"))
                    .isEqualTo(grant.path("id").asText());
            assertThat(moments(assertion, "SessionNotOnOrAfter")).isNotEmpty().allMatch(end -> !end.isAfter(until));
            assertThat(moments(assertion, "NotOnOrAfter")).isNotEmpty().allMatch(end -> !end.isAfter(until));

            browser.forgets("KEYWARD_DEVICE");
            assertThat(SamlApps.response(browser, saml, ""))
                    .contains("status:Success")
                    .doesNotContain(PURPOSE, "p-32");
            assertThat(History.eventuallyChange(
                            "area=BREAKGLASS",
                            row -> row.target()
                                    .equals("GRANT_MISUSED/" + grant.path("id").asText())))
                    .isNotNull();
        }
    }

    private static HttpRequest userinfo(Emergency nurse) {
        return HttpRequest.newBuilder(ClientCertificate.overTls(nurse.app()).endpoint("userinfo"))
                .header("Authorization", "Bearer " + nurse.tokens().access())
                .build();
    }

    private static HttpResponse<String> userinfo(Emergency nurse, DpopKey key) {
        URI at = Tokens.endpoint("userinfo");
        HttpRequest.Builder request = HttpRequest.newBuilder(at);
        key.brings(nurse.tokens().access(), "GET", at).forEach(request::header);
        return Http.send(request.build());
    }

    private static String value(String assertion, String attribute) {
        Matcher found = Pattern.compile("(?s)Name=\"" + Pattern.quote(attribute)
                        + "\"[^>]*>\\s*<(?:\\w+:)?AttributeValue[^>]*>([^<]*)<")
                .matcher(assertion);
        assertThat(found.find()).as(attribute).isTrue();
        return found.group(1);
    }

    private static List<Instant> moments(String assertion, String name) {
        return Pattern.compile("\\b" + name + "=\"([^\"]+)\"")
                .matcher(assertion)
                .results()
                .map(found -> Instant.parse(found.group(1)))
                .toList();
    }
}
