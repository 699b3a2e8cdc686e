package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.contract.abac.DecisionDetail;
import health.keyward.local.house.CallerCertificate;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.Keycloak;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is believed of a connection: the device by its certificate, and protection by how it came, whatever anybody says of it (AB-1, AB-13). */
class ConnectionTest {
    private static final String DEVICE = "context.device";
    private static final int ALERT = 0x15;
    private static final int HANDSHAKE = 0x16;

    private static SecuredHouse secured;
    private static Tokens.Client anywhere;
    private static Tokens.Client workstations;
    private static CallerCertificate workstation;

    @BeforeAll
    static void aHouseOfItsOwn() {
        secured = SecuredHouse.up();
        anywhere = secured.app("cn-anywhere", Map.of());
        workstations = secured.app("cn-workstations", Map.of("keyward.device_classes", "workstation"));
        workstation = secured.house().certificateFor("CN=ws-17,OU=workstation");
    }

    @AfterAll
    static void stop() {
        if (secured != null) {
            secured.close();
        }
    }

    @Test
    void a_certificate_of_the_hospital_makes_a_device_known_and_the_decision_says_its_class_its_source_and_its_age() {
        DemoPerson nurse = secured.nurse();
        SecuredHouse.Ended ended = secured.signsIn(workstations, nurse, workstation.tls(), Map.of());
        DecisionDetail.Known seen = SecuredHouse.known(secured.decision(nurse, "SIGN_IN"), DEVICE);
        assertThat(seen.source()).isEqualTo("device");
        assertThat(seen.ageSeconds()).isZero();
        assertThat(seen.value())
                .isEqualTo("{\"class\":\"workstation\",\"known\":true,\"managed\":true,\"posture\":\"unknown\"}");

        Tokens.Issued issued = secured.tokens(workstations, ended);
        LockSupport.parkNanos(1_100_000_000L);
        assertThat(Tokens.renew(secured.plain(workstations), issued).access()).isNotEmpty();
        DecisionDetail.Known kept = SecuredHouse.known(secured.decision(nurse, "TOKEN"), DEVICE);
        assertThat(kept.value()).as("the app's server shows none").isEqualTo(seen.value());
        assertThat(kept.ageSeconds()).isPositive();
    }

    @Test
    void without_a_certificate_a_device_is_unknown_and_refused_where_its_class_counts() {
        DemoPerson nurse = secured.nurse();
        SecuredHouse.Ended ended =
                secured.signsIn(workstations, nurse, secured.house().tls(), Map.of());
        assertThat(ended.page().status()).isEqualTo(403);
        assertThat(ended.page().text()).contains("This app needs a device the hospital knows.");
        DecisionDetail decision = secured.decision(nurse, "SIGN_IN");
        assertThat(decision.row().reasons()).containsExactly("device.class_unknown");
        assertThat(SecuredHouse.known(decision, DEVICE).value()).isEqualTo("\"unknown\"");

        DemoPerson other = secured.nurse();
        secured.tokens(
                anywhere, secured.signsIn(anywhere, other, secured.house().tls(), Map.of()));
        assertThat(SecuredHouse.known(secured.decision(other, "SIGN_IN"), DEVICE)
                        .value())
                .isEqualTo("\"unknown\"");
    }

    @Test
    void a_device_of_another_class_is_refused() {
        DemoPerson nurse = secured.nurse();
        CallerCertificate kiosk = secured.house().certificateFor("CN=kiosk-3,OU=kiosk");
        SecuredHouse.Ended ended = secured.signsIn(workstations, nurse, kiosk.tls(), Map.of());
        assertThat(ended.page().status()).isEqualTo(403);
        assertThat(secured.decision(nurse, "SIGN_IN").row().reasons()).containsExactly("device.class_not_allowed");
    }

    @Test
    void a_certificate_that_is_only_spoken_of_in_a_header_is_none() throws Exception {
        String encoded =
                Base64.getEncoder().encodeToString(workstation.certificate().getEncoded());
        String pem = "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
        String escaped = URLEncoder.encode(pem, StandardCharsets.UTF_8);
        Map<String, String> forged = new HashMap<>(SecuredHouse.OUTSIDE);
        forged.put("ssl-client-cert", escaped);
        forged.put("ssl-client-verify", "SUCCESS");
        forged.put("x-ssl-client-cert", encoded);
        forged.put("x-forwarded-client-cert", "Hash=0;Cert=\"" + escaped + "\";Subject=\"CN=ws-17,OU=workstation\"");
        forged.put("client-cert", ":" + encoded + ":");
        DemoPerson nurse = secured.nurse();
        SecuredHouse.Ended ended =
                secured.signsIn(workstations, nurse, secured.house().tls(), forged);
        assertThat(ended.page().status()).isEqualTo(403);
        assertThat(SecuredHouse.known(secured.decision(nurse, "SIGN_IN"), DEVICE)
                        .value())
                .isEqualTo("\"unknown\"");
    }

    @Test
    void over_plain_http_nobody_outside_is_let_in_although_the_servers_own_address_is_https() {
        DemoPerson nurse = secured.nurse();
        SecuredHouse.Ended ended = secured.insistsOnHttp(anywhere, nurse, SecuredHouse.OUTSIDE_PLAIN);
        assertThat(ended.page().status()).isEqualTo(403);
        assertThat(ended.page().text()).contains("Your connection is not encrypted well enough.");
        DecisionDetail decision = secured.decision(nurse, "SIGN_IN");
        assertThat(decision.row().reasons()).containsExactly("network.not_protected");
        assertThat(SecuredHouse.known(decision, "context.network").value()).contains("\"protected\":false");

        DemoPerson protectedNurse = secured.nurse();
        Tokens.Issued issued =
                secured.tokens(anywhere, secured.insistsOnHttp(anywhere, protectedNurse, SecuredHouse.OUTSIDE));
        assertThat(SecuredHouse.known(secured.decision(protectedNurse, "SIGN_IN"), "context.network")
                        .value())
                .as("as the proxy saw it")
                .contains("\"protected\":true");
        HttpResponse<String> renewed = Tokens.post(
                secured.plain(anywhere),
                Map.of("grant_type", "refresh_token", "refresh_token", issued.refresh()),
                SecuredHouse.OUTSIDE_PLAIN);
        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(400);
        assertThat(Admin.json(renewed).path("error_description").asText()).startsWith("network.not_protected");
    }

    @Test
    void the_decision_point_answers_nobody_outside_over_plain_http() {
        assertThat(asksOver(SecuredHouse.OUTSIDE_PLAIN).statusCode()).isEqualTo(403);
        assertThat(asksOver(SecuredHouse.OUTSIDE_PLAIN).body()).contains("tls-needed");
        assertThat(asksOver(SecuredHouse.OUTSIDE).statusCode())
                .as("then it wants to know who asks")
                .isEqualTo(401);
    }

    @Test
    void tls_older_than_1_2_is_not_spoken() throws IOException {
        assertThat(greeted(0x0303)).isEqualTo(HANDSHAKE);
        assertThat(greeted(0x0302)).as("TLS 1.1").isEqualTo(ALERT);
        assertThat(greeted(0x0301)).as("TLS 1.0").isEqualTo(ALERT);
    }

    @Test
    void a_server_that_is_to_fetch_its_policy_or_ask_opa_over_plain_http_elsewhere_does_not_start() {
        Keycloak keycloak = secured.house().keycloak(1);
        String room = "--spi-keyward-room--abac--";
        keycloak.stop();
        try {
            refusesToStart(
                    keycloak,
                    List.of(room + "engine=server", room + "opa-url=http://opa.example.org:8181"),
                    "opa-url must be https, or http to this machine");
            refusesToStart(
                    keycloak,
                    List.of(room + "bundle-url=http://policy.example.org/bundle.tar.gz"),
                    "bundles are fetched by https, or by http on this machine alone");
        } finally {
            keycloak.start();
        }
    }

    private static void refusesToStart(Keycloak keycloak, List<String> options, String because) {
        try {
            long from = Files.size(keycloak.log());
            assertThatThrownBy(() -> keycloak.start(options)).isInstanceOf(CannotStart.class);
            assertThat(new String(Files.readAllBytes(keycloak.log()), StandardCharsets.UTF_8)
                            .substring(Math.toIntExact(from)))
                    .contains(because);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> asksOver(Map<String, String> said) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(secured.plain(anywhere).issuer() + "/keyward/v1/access/v1/evaluation"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        said.forEach(request::header);
        return Http.send(request.build());
    }

    /** First byte of the answer to a hello that offers this version at most (RFC 5246 7.4.1.2). */
    private static int greeted(int version) throws IOException {
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(hello);
        body.writeShort(version);
        body.write(new byte[32]);
        body.writeByte(0);
        byte[] suites = HexFormat.of().parseHex("c02bc02cc009c00a00ff");
        body.writeShort(suites.length);
        body.write(suites);
        body.write(HexFormat.of().parseHex("0100"));
        byte[] extensions = HexFormat.of().parseHex("000a00040002001700" + "0b00020100" + "000d00060004" + "04030203");
        body.writeShort(extensions.length);
        body.write(extensions);
        try (Socket socket = new Socket("localhost", secured.house().ports().https(1))) {
            socket.setSoTimeout(10_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(HANDSHAKE);
            out.writeShort(0x0301);
            out.writeShort(hello.size() + 4);
            out.writeByte(1);
            out.writeByte(0);
            out.writeShort(hello.size());
            out.write(hello.toByteArray());
            out.flush();
            return socket.getInputStream().read();
        }
    }
}
