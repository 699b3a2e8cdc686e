package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Policies of tests, compiled by the real OPA and published by two administrators of {@link TwoHands}. */
final class PolicyBundles {
    private PolicyBundles() {}

    /** Builds what lies in a folder of the test resources; its tests are its coverage, {@code cases} are tried before it counts. */
    static byte[] built(String folder, List<Map<String, ?>> cases) {
        try {
            Path sources = TheHouse.root()
                    .resolve("integration-tests/src/test/resources")
                    .resolve(folder);
            Path work = Files.createTempDirectory(TheHouse.lane(), "bundle");
            Path packed = work.resolve("built.tar.gz");
            runs(
                    sources,
                    opa(),
                    "build",
                    "-t",
                    "plan",
                    "--revision",
                    folder,
                    "--capabilities",
                    TheHouse.root().resolve("policy/capabilities.json").toString(),
                    "--ignore",
                    "*_test.rego",
                    "-e",
                    "keyward/authz/decision",
                    "-o",
                    packed.toString(),
                    ".");
            Path whole = Files.createDirectory(work.resolve("whole"));
            runs(whole, "tar", "-xzf", packed.toString());
            Files.writeString(
                    whole.resolve("coverage.json"),
                    runs(sources, opa(), "test", "--coverage", "--format", "json", "."));
            Files.writeString(whole.resolve("smoke.json"), Admin.text(cases));
            runs(whole, "tar", "-czf", packed.toString(), ".");
            return Files.readAllBytes(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The policy the jar carries, as a bundle that an OPA server takes. */
    static void shipped(Path bundle, String revision) {
        runs(
                TheHouse.root().resolve("policy"),
                opa(),
                "build",
                "--revision",
                revision,
                "--ignore",
                "*_test.rego",
                "-o",
                bundle.toString(),
                "keyward",
                "system",
                "compiled/data.json");
    }

    /** The pinned program. */
    static String opa() {
        return runs(TheHouse.root(), "policy/find-opa").strip();
    }

    /** Publishes it; the realm is only told to record, so that nobody's sign-in changes. */
    static void publish(byte[] bundle, String why) {
        agreed(proposesToPublish(handedIn(bundle, why), why));
    }

    /** Back to what the installation brings. */
    static void back(String why) {
        agreed(proposesToPublish(0, why));
    }

    /**
     * Nothing is published by that.
     *
     * @return the number of the version
     */
    static long handedIn(byte[] bundle, String why) {
        return json(send(
                        0,
                        "POST",
                        "abac/policies/versions",
                        Map.of("bundle", Base64.getEncoder().encodeToString(bundle), "note", why)))
                .at("/version/number")
                .asLong();
    }

    /** What the server says to one administrator who wants that version to decide; 0 is what the installation brings. */
    static HttpResponse<String> proposesToPublish(long version, String why) {
        return proposes("proposals", Map.of("act", "PUBLISH", "version", version), why);
    }

    /** What it says to one who wants an app held to the policy, or not any more. */
    static HttpResponse<String> proposesToHold(String app, boolean held, String why) {
        return proposes("enforcement", held ? Map.of("app", app, "mode", "ENFORCE") : Map.of("app", app), why);
    }

    /** The other administrator confirms it. */
    static void agreed(HttpResponse<String> proposed) {
        String proposal =
                "approval/proposals/" + json(proposed).path("proposal").asText();
        JsonNode shown = json(send(1, "GET", proposal, null));
        json(send(
                1,
                "POST",
                proposal + "/confirm",
                Map.of("hash", shown.at("/row/hash").asText())));
    }

    /** The version that decides. */
    static long decides() {
        return standing().at("/active/version").asLong();
    }

    private static HttpResponse<String> proposes(String under, Map<String, ?> change, String why) {
        Map<String, Object> whole = new HashMap<>(change);
        whole.put("after", standing().path("step").asLong());
        whole.put("reason", why);
        return send(0, "POST", "abac/policies/" + under, whole);
    }

    private static JsonNode standing() {
        return json(send(0, "GET", "abac/policies", null));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Admin.json(answer);
    }

    private static HttpResponse<String> send(int which, String method, String path, @Nullable Object body) {
        return Http.call(
                method,
                Admin.address(TwoHands.REALM + "/keyward/v1/" + path),
                token(which),
                body == null ? null : Admin.text(body));
    }

    /** Less than the five minutes for which a second factor counts as fresh. */
    private static final long FRESH_NANOS = 200_000_000_000L;

    private static final Map<Integer, Hand> HANDS = new HashMap<>();

    private record Hand(Badge badge, long since) {
        static Hand of(int which) {
            return new Hand(Badge.of(TwoHands.console(), TwoHands.admin(which), true), System.nanoTime());
        }
    }

    private static synchronized String token(int which) {
        return HANDS.compute(
                        which,
                        (number, kept) ->
                                kept == null || System.nanoTime() - kept.since() > FRESH_NANOS ? Hand.of(number) : kept)
                .badge()
                .get();
    }

    static String runs(Path in, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " did not end well");
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
