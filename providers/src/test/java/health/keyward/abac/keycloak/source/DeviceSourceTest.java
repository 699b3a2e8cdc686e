package health.keyward.abac.keycloak.source;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.keycloak.source.DeviceSource.Seen;
import health.keyward.kernel.RealmId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device is known by a certificate of the hospital's authority and by nothing else (AB-1, AB-13). */
class DeviceSourceTest {
    private static final String PASSWORD = "only-for-this-test";
    private static final Instant NOW = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private static Path folder;

    private static DeviceAuthority authority;
    private static KeyStore store;

    private final Bench bench = new Bench();

    @BeforeAll
    static void certificates() throws Exception {
        make("authority", "CN=Devices of the hospital", List.of("-ext", "bc:c"));
        make("other", "CN=Somebody else", List.of("-ext", "bc:c"));
        signed("workstation", "CN=ws-17, OU=workstation", "authority", "clientAuth");
        signed("nameless", "CN=ws-18", "authority", "clientAuth");
        signed("two", "CN=ws-19, OU=workstation, OU=kiosk", "authority", "clientAuth");
        signed("server", "CN=printer, OU=workstation", "authority", "serverAuth");
        signed("foreign", "CN=ws-20, OU=workstation", "other", "clientAuth");
        store = KeyStore.getInstance(folder.resolve("all.p12").toFile(), PASSWORD.toCharArray());
        Path pem = Files.writeString(
                folder.resolve("authority.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(one("authority").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        authority = DeviceAuthority.in(pem);
    }

    @Test
    void a_certificate_of_the_hospital_makes_a_device_managed_and_names_its_class() throws Exception {
        bench.shows = List.of(one("workstation"), one("authority"));
        assertThat(signsIn(authority).value())
                .isEqualTo(Map.of("known", true, "managed", true, "class", "workstation", "posture", "unknown"));
        bench.shows = List.of(one("workstation"));
        assertThat(signsIn(authority).asOf()).isEqualTo(NOW);
        assertThat(bench.kept).contains(new Seen("workstation", NOW));
    }

    @Test
    void a_class_that_is_not_said_once_is_unknown() throws Exception {
        for (String name : List.of("nameless", "two")) {
            bench.shows = List.of(one(name));
            assertThat(signsIn(authority).value())
                    .isEqualTo(Map.of("known", true, "managed", true, "class", "unknown", "posture", "unknown"));
        }
    }

    @Test
    void no_other_certificate_makes_a_device_known() throws Exception {
        for (String name : List.of("foreign", "server", "authority", "other")) {
            bench.shows = List.of(one(name));
            assertThat(signsIn(authority).value()).as(name).isEqualTo(Attribute.UNKNOWN);
        }
        bench.shows = List.of(one("foreign"), one("workstation"));
        assertThat(signsIn(authority).value()).isEqualTo(Attribute.UNKNOWN);
        bench.shows = List.of(one("workstation"));
        assertThat(signsIn(DeviceAuthority.NONE).value()).isEqualTo(Attribute.UNKNOWN);
        Clock later = Clock.fixed(NOW.plus(Duration.ofDays(3)), ZoneOffset.UTC);
        assertThat(new DeviceSource(authority, bench, later)
                        .gather(question(Point.SIGN_IN))
                        .getFirst()
                        .value())
                .as("it has run out")
                .isEqualTo(Attribute.UNKNOWN);
    }

    @Test
    void where_a_server_asks_the_device_is_that_of_the_session_and_not_what_the_server_shows() throws Exception {
        bench.shows = List.of(one("workstation"));
        for (Point point : List.of(Point.TOKEN, Point.DECISION_POINT, Point.CLAIM, Point.AUTHORIZATION_SERVICES)) {
            bench.kept = Optional.empty();
            assertThat(said(authority, point).value()).isEqualTo(Attribute.UNKNOWN);
            bench.kept = Optional.of(new Seen("tablet", NOW.minusSeconds(60)));
            assertThat(said(authority, point))
                    .extracting(Attribute::asOf, device -> ((Map<?, ?>) device.value()).get("class"))
                    .containsExactly(NOW.minusSeconds(60), "tablet");
        }
    }

    @Test
    void who_comes_again_from_another_device_is_no_longer_at_the_first() {
        bench.kept = Optional.of(new Seen("workstation", NOW));
        signsIn(authority);
        assertThat(bench.kept).isEmpty();
    }

    @Test
    void what_is_kept_is_read_as_it_was_written() {
        for (Seen seen : List.of(new Seen("tablet", NOW), new Seen("", NOW))) {
            assertThat(ShownCertificates.read(ShownCertificates.written(seen))).contains(seen);
        }
        assertThat(ShownCertificates.read("")).isEmpty();
    }

    private Attribute signsIn(DeviceAuthority by) {
        return said(by, Point.SIGN_IN);
    }

    private Attribute said(DeviceAuthority by, Point point) {
        return new DeviceSource(by, bench, Clock.fixed(NOW, ZoneOffset.UTC))
                .gather(question(point))
                .getFirst();
    }

    private static Question question(Point point) {
        return new Question(
                new RealmId("hospital"),
                new Asked(point, "ward-board", "s1", null, null),
                Party.of("user", "u1"),
                Act.of("open"),
                Party.of("app", "ward-board"),
                Map.of(),
                Set.of());
    }

    private static final class Bench implements DeviceSource.Shown {
        private List<X509Certificate> shows = List.of();
        private Optional<Seen> kept = Optional.empty();

        @Override
        public List<X509Certificate> now() {
            return shows;
        }

        @Override
        public void keep(Optional<Seen> seen) {
            kept = seen;
        }

        @Override
        public Optional<Seen> kept(Question question) {
            return kept;
        }
    }

    private static X509Certificate one(String name) throws Exception {
        return (X509Certificate) store.getCertificate(name);
    }

    private static void signed(String name, String subject, String by, String use) throws Exception {
        make(name, subject, List.of("-signer", by, "-ext", "eku=" + use));
    }

    private static void make(String name, String subject, List<String> more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                subject,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("all.p12").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(more);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
