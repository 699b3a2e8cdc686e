package health.keyward.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The init step of the production shape, run as it is (SD-6). Needs {@code openssl}. */
class SecretsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void openssl_is_there() {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(p -> Files.isExecutable(Path.of(p, "openssl"))),
                "openssl is not on the PATH");
    }

    @Test
    void every_secret_is_readable_by_its_owner_alone() throws Exception {
        make();
        assertThat(contents()).hasSizeGreaterThan(15);
        for (String file : contents().keySet()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_second_run_changes_nothing() throws Exception {
        make();
        Map<String, String> before = contents();
        make();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void no_two_installations_share_a_secret() throws Exception {
        make();
        String first = Files.readString(folder.resolve("database/superuser-password"));
        assertThat(first).hasSize(64);
        Files.delete(folder.resolve("database/superuser-password"));
        make();
        assertThat(Files.readString(folder.resolve("database/superuser-password")))
                .hasSize(64)
                .isNotEqualTo(first);
    }

    @Test
    void certificates_are_issued_by_the_authority_for_the_names_in_use() throws Exception {
        make();
        X509Certificate authority = certificate("authority/ca.crt");
        assertThat(names("proxy")).containsExactly("sso.keyward.test", "console.keyward.test");
        assertThat(names("keycloak")).contains("keycloak", "keycloak-1", "keycloak-2");
        assertThat(names("database")).containsExactly("database");
        for (String consumer : List.of("proxy", "keycloak", "database", "console", "mail")) {
            certificate(consumer + "/tls.crt").verify(authority.getPublicKey());
        }
    }

    @Test
    void a_certificate_of_another_authority_is_left_alone() throws Exception {
        make();
        Files.copy(folder.resolve("proxy/tls.crt"), folder.resolve("kept.crt"));
        Files.delete(folder.resolve("authority/ca.crt"));
        make();
        assertThat(folder.resolve("proxy/tls.crt")).hasSameBinaryContentAs(folder.resolve("kept.crt"));
    }

    private void make() throws IOException, InterruptedException {
        ProcessBuilder step = new ProcessBuilder(
                "sh", Repository.root().resolve("deploy/secrets/make.sh").toString());
        step.environment().put("KEYWARD_SECRETS_ROOT", folder.toString());
        step.environment().put("KEYWARD_DOMAIN", "keyward.test");
        step.redirectErrorStream(true);
        Process running = step.start();
        String said = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as(said).isZero();
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private List<String> names(String consumer) throws Exception {
        return certificate(consumer + "/tls.crt").getSubjectAlternativeNames().stream()
                .map(name -> (String) name.get(1))
                .toList();
    }

    private X509Certificate certificate(String file) throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
