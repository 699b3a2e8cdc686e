package health.keyward.abac.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.keyward.abac.core.bundle.Archive;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.TrustedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles as the real OPA builds and signs them, with data that is hard to agree on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealOpaTest {
    private static final String DATA =
            "{\"who\":\"a\",\"z\":1.50,\"b\":[1e3,-0,\"<é\\u2028\\u0001\\u007f&>\\ud83d\\ude00\\\\/\",null,true],"
                    + "\"\\uffee\":1,\"\\ud83d\\ude00\":2,\"n\":12345678901234567890123,\"deep\":{\"y\":[],\"x\":{}}}";

    @TempDir
    static Path folder;

    private String opa = "";

    @BeforeAll
    void aPolicy() throws Exception {
        opa = run(Path.of("..").toAbsolutePath().normalize(), "policy/find-opa").strip();
        Files.createDirectories(folder.resolve("policy/keyward/authz"));
        Files.writeString(folder.resolve("policy/keyward/authz/authz.rego"), """
            package keyward.authz

            decision := {"decision": input.who == data.who}
            """);
        Files.writeString(folder.resolve("policy/data.json"), DATA);
        Files.writeString(
                folder.resolve("policy/.manifest"),
                "{\"revision\":\"r<1>\",\"roots\":[\"\"],\"metadata\":{\"reasons\":{\"b\":1.0,\"a\":\"é&\"}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256"})
    void a_bundle_that_opa_has_built_and_signed_is_taken(String algorithm) throws Exception {
        TrustedKey key = key(algorithm);
        Bundle bundle = new BundleReader(key).packed(Files.readAllBytes(built(algorithm)));
        assertThat(bundle.signed()).isTrue();
        assertThat(bundle.revision()).isEqualTo("r<1>");
        assertThat(bundle.files()).containsKeys("policy/keyward/authz/authz.rego", "plan.json");
        Map<String, byte[]> changed = new HashMap<>(bundle.files());
        changed.put(
                Bundle.DATA,
                new String(bundle.data(), StandardCharsets.UTF_8)
                        .replace("1.50", "1.5")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(catchThrowableOfType(BadBundle.class, () -> new BundleReader(key).files(changed))
                        .fault())
                .isEqualTo(Fault.BAD_SIGNATURE);
    }

    @Test
    void so_is_a_folder_that_opa_has_signed_with_cases_beside_the_plan() throws Exception {
        TrustedKey key = key("ES256");
        Path whole = Files.createDirectories(folder.resolve("whole"));
        for (Map.Entry<String, byte[]> file :
                Archive.unpack(Files.readAllBytes(built("ES256"))).entrySet()) {
            if (!file.getKey().equals(Bundle.SIGNATURES)) {
                Files.createDirectories(whole.resolve(file.getKey()).getParent());
                Files.write(whole.resolve(file.getKey()), file.getValue());
            }
        }
        Files.createDirectories(whole.resolve("golden"));
        Files.writeString(
                whole.resolve("golden/a.json"),
                "[{\"name\":\"a\",\"input\":{\"who\":\"a\"},\"want\":{\"decision\":true}}]");
        run(
                whole,
                opa,
                "sign",
                "--signing-key",
                folder.resolve("ES256.pem").toString(),
                "--signing-alg",
                "ES256",
                "--bundle",
                ".");
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(whole)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(whole.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        assertThat(new BundleReader(key).files(files).cases()).hasSize(1);
    }

    private Path built(String algorithm) throws Exception {
        Path bundle = folder.resolve(algorithm + ".tar.gz");
        run(
                folder,
                opa,
                "build",
                "-t",
                "plan",
                "-b",
                "policy",
                "-e",
                "keyward/authz/decision",
                "--signing-key",
                folder.resolve(algorithm + ".pem").toString(),
                "--signing-alg",
                algorithm,
                "-o",
                bundle.toString());
        return bundle;
    }

    private TrustedKey key(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.startsWith("RS") ? "RSA" : "EC");
        if (algorithm.startsWith("RS")) {
            generator.initialize(2048);
        } else {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        KeyPair pair = generator.generateKeyPair();
        Files.writeString(
                folder.resolve(algorithm + ".pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return TrustedKey.of(Packed.pem(pair), null);
    }

    private static String run(Path at, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(at.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
