package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.CanonicalHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Bundles for tests: their plan is empty, and the engine of these tests answers whatever stands at {@code answer} in their data. */
final class Packed {
    static final KeyPair KEY = key();
    static final KeyPair OTHER_KEY = key();

    private static final String PLAN =
            "{\"static\":{\"builtin_funcs\":[{\"name\":\"equal\"}]},\"plans\":{\"plans\":[{\"name\":\"keyward/authz/decision\"}]}}";

    final Map<String, byte[]> files = new TreeMap<>();

    private Packed() {}

    /** Allows everything, brings one case and a report of its only rule. */
    static Packed of(String revision) {
        return new Packed()
                .with(Bundle.MANIFEST, "{\"revision\":\"" + revision + "\",\"roots\":[\"keyward\"]}")
                .with(Bundle.PLAN, PLAN)
                .with(Bundle.DATA, "{\"answer\":{\"decision\":true,\"by\":\"" + revision + "\"}}")
                .with(
                        "golden/one.json",
                        "[{\"name\":\"one\",\"input\":{},\"want\":{\"decision\":true,\"by\":\"" + revision + "\"}}]")
                .with("keyward/authz/authz.rego", "package keyward.authz\n\ndecision := data.answer\n")
                .with(
                        Bundle.COVERAGE,
                        "{\"files\":{\"keyward/authz/authz.rego\":{\"covered_lines\":19,\"not_covered_lines\":1},"
                                + "\"keyward/authz/authz_test.rego\":{\"covered_lines\":500}}}");
    }

    Packed with(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Packed without(String name) {
        files.remove(name);
        return this;
    }

    /** As {@code opa sign} does. */
    Packed signed(KeyPair key) {
        files.remove(Bundle.SIGNATURES);
        String listed = files.entrySet().stream()
                .map(file -> "{\"name\":\"" + file.getKey() + "\",\"hash\":\"" + hash(file.getKey(), file.getValue())
                        + "\",\"algorithm\":\"SHA-256\"}")
                .collect(Collectors.joining(","));
        return signing(key, "{\"alg\":\"RS256\",\"kid\":\"default\"}", "{\"files\":[" + listed + "]}");
    }

    Packed signing(KeyPair key, String header, String payload) {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        String signed = url.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + url.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Signature by = Signature.getInstance("SHA256withRSA");
            by.initSign(key.getPrivate());
            by.update(signed.getBytes(StandardCharsets.US_ASCII));
            return with(
                    Bundle.SIGNATURES, "{\"signatures\":[\"" + signed + "." + url.encodeToString(by.sign()) + "\"]}");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String name, byte[] content) {
        try {
            return name.equals(Bundle.DATA) || name.equals(Bundle.MANIFEST)
                    ? CanonicalHash.ofDocument(Documents.read(name, content))
                    : CanonicalHash.ofBytes(content);
        } catch (BadBundle e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                gzip.write(header("/" + file.getKey(), file.getValue().length, '0'));
                gzip.write(file.getValue());
                gzip.write(new byte[(512 - file.getValue().length % 512) % 512]);
            }
            gzip.write(new byte[1024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] header(String name, long size, char type) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000600");
        put(header, 124, String.format("%011o", size));
        put(header, 136, "00000000000");
        header[156] = (byte) type;
        put(header, 257, "ustar\u000000");
        put(header, 148, "        ");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format("%06o", sum) + "\u0000 ");
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    static String pem(KeyPair key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The engine of these tests. */
    static Engine engine(Bundle bundle) throws BadBundle {
        if (bundle.builtins().contains("http.send")) {
            throw new BadBundle(BadBundle.Fault.NOT_SUPPORTED, "It needs http.send.");
        }
        Object answer = Documents.object(Bundle.DATA, Documents.plain(Documents.read(Bundle.DATA, bundle.data())))
                .get("answer");
        return new Engine() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, Object> input, Duration deadline) {
                return answer == null
                        ? new Outcome.Failed(Failure.NO_ANSWER, "undefined")
                        : new Outcome.Answered(answer, List.of());
            }
        };
    }
}
