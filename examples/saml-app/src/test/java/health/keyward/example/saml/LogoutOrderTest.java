package health.keyward.example.saml;

import static health.keyward.example.saml.PlayedRealm.ISSUER;
import static health.keyward.example.saml.PlayedRealm.PHARMACY;
import static health.keyward.example.saml.PlayedRealm.base64;
import static health.keyward.example.saml.PlayedRealm.logoutRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.onelogin.saml2.http.HttpRequest;
import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.util.Util;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogoutOrderTest {
    private static final String HERE = PHARMACY + "/saml/slo";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private PlayedRealm realm;
    private PlayedRealm impostor;
    private Saml2Settings settings;
    private Signatures signatures;

    @BeforeAll
    void make_keys(@TempDir Path folder) throws Exception {
        realm = PlayedRealm.in(folder, "realm");
        impostor = PlayedRealm.in(folder, "impostor");
        settings = realm.trustedByTheApp();
        signatures = new Signatures(settings);
    }

    @Test
    void a_signed_request_by_post_is_obeyed() throws Exception {
        assertThat(order(signatures.ofPost(base64(realm.sign(request())))))
                .isEqualTo(new LogoutOrder.End("l-1", "nina", List.of("s-1")));
    }

    @Test
    void a_signed_request_in_a_soap_envelope_is_obeyed() throws Exception {
        assertThat(order(signatures.ofSoap(envelope(realm.sign(request())))))
                .isEqualTo(new LogoutOrder.End("l-1", "nina", List.of("s-1")));
    }

    @Test
    void the_answer_in_soap_is_signed_as_a_whole_and_names_the_request() {
        Arrival answer = signatures.ofSoap(LogoutAnswers.soap(settings, "l-1"));
        assertThat(answer).isInstanceOfSatisfying(Arrival.Trusted.class, trusted -> {
            assertThat(trusted.message().getDocumentElement().getLocalName()).isEqualTo("LogoutResponse");
            assertThat(trusted.message().getDocumentElement().getAttribute("InResponseTo"))
                    .isEqualTo("l-1");
        });
    }

    @Test
    void a_signed_request_by_redirect_is_obeyed_and_a_changed_one_is_not() throws Exception {
        String address = RedirectBinding.address(
                URI.create(HERE).toURL(), "SAMLRequest", Util.deflatedBase64encoded(request()), settings);
        assertThat(order(signatures.ofRedirect(arrived(address), "SAMLRequest")))
                .isInstanceOf(LogoutOrder.End.class);
        String other = Util.urlEncoder(Util.deflatedBase64encoded(request().replace("nina", "otto")));
        String changed = address.replaceFirst("SAMLRequest=[^&]*", "SAMLRequest=" + other);
        assertThat(signatures.ofRedirect(arrived(changed), "SAMLRequest")).isInstanceOf(Arrival.Untrusted.class);
        String bare = address.substring(0, address.indexOf("&SigAlg"));
        assertThat(signatures.ofRedirect(arrived(bare), "SAMLRequest")).isInstanceOf(Arrival.Untrusted.class);
    }

    @Test
    void an_unsigned_request_is_not_believed() {
        assertThat(signatures.ofPost(base64(request()))).isInstanceOf(Arrival.Untrusted.class);
        assertThat(signatures.ofSoap(envelope(request()))).isInstanceOf(Arrival.Untrusted.class);
    }

    @Test
    void a_changed_request_or_another_key_is_not_believed() throws Exception {
        assertThat(signatures.ofPost(base64(realm.sign(request()).replace(">nina<", ">otto<"))))
                .isInstanceOf(Arrival.Untrusted.class);
        assertThat(signatures.ofPost(base64(impostor.sign(request())))).isInstanceOf(Arrival.Untrusted.class);
    }

    @Test
    void a_signed_request_hidden_inside_a_forged_one_is_not_believed() throws Exception {
        String signed = realm.sign(request());
        String wrapped = request()
                .replace("l-1", "l-2")
                .replace(">nina<", ">otto<")
                .replace("</samlp:LogoutRequest>", signed + "</samlp:LogoutRequest>");
        assertThat(signatures.ofPost(base64(wrapped))).isInstanceOf(Arrival.Untrusted.class);
    }

    @Test
    void two_messages_in_one_envelope_are_not_believed() throws Exception {
        String signed = realm.sign(request());
        assertThat(signatures.ofSoap(envelope(request() + signed))).isInstanceOf(Arrival.Untrusted.class);
    }

    @Test
    void a_request_for_another_address_is_refused() throws Exception {
        String elsewhere = realm.sign(logoutRequest("l-1", "http://localhost:9/saml/slo", NOON));
        assertThat(order(signatures.ofPost(base64(elsewhere)))).isInstanceOf(LogoutOrder.Refuse.class);
    }

    @Test
    void an_old_request_and_one_from_the_future_are_refused() throws Exception {
        for (Duration shift : List.of(Duration.ofHours(-1), Duration.ofHours(1))) {
            String shifted = realm.sign(logoutRequest("l-1", HERE, NOON.plus(shift)));
            assertThat(order(signatures.ofPost(base64(shifted)))).isInstanceOf(LogoutOrder.Refuse.class);
        }
    }

    @Test
    void a_request_is_obeyed_once() throws Exception {
        Clock clock = new MovableClock(NOON);
        ReplayCache replays = new ReplayCache(clock);
        var trusted = (Arrival.Trusted) signatures.ofPost(base64(realm.sign(request())));
        assertThat(LogoutOrder.read(trusted.message(), ISSUER, HERE, replays, clock))
                .isInstanceOf(LogoutOrder.End.class);
        assertThat(LogoutOrder.read(trusted.message(), ISSUER, HERE, replays, clock))
                .isEqualTo(new LogoutOrder.Refuse("met before"));
    }

    private static String request() {
        return logoutRequest("l-1", HERE, NOON);
    }

    private static LogoutOrder order(Arrival arrival) {
        Clock clock = new MovableClock(NOON);
        assertThat(arrival).isInstanceOf(Arrival.Trusted.class);
        return LogoutOrder.read(((Arrival.Trusted) arrival).message(), ISSUER, HERE, new ReplayCache(clock), clock);
    }

    private static String envelope(String message) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header/><s:Body>" + message
                + "</s:Body></s:Envelope>";
    }

    private static HttpRequest arrived(String address) {
        String query = address.substring(address.indexOf('?') + 1);
        HttpRequest request = new HttpRequest(HERE, query);
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            request = request.addParameter(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return request;
    }
}
