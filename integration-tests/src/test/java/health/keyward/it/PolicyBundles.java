package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Policies of tests, compiled by the real OPA and published by two administrators of {@link TwoHands}. */
final class PolicyBundles {
    private PolicyBundles() {}

    /** Builds what lies in a folder of the test resources; its tests are its coverage, {@code cases} are tried before it counts. */
    static byte[] built(String folder, List<Map<String, ?>> cases) {
        try {
            Path sources = TheHouse.root()
                    .resolve("integration-tests/src/test/resources")
                    .resolve(folder);
            Path work = Files.createTempDirectory(TheHouse.root().resolve("integration-tests/target"), "bundle");
            Path packed = work.resolve("built.tar.gz");
            String opa = runs(TheHouse.root(), "policy/find-opa").strip();
            runs(
                    sources,
                    opa,
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
                    whole.resolve("coverage.json"), runs(sources, opa, "test", "--coverage", "--format", "json", "."));
            Files.writeString(whole.resolve("smoke.json"), Admin.text(cases));
            runs(whole, "tar", "-czf", packed.toString(), ".");
            return Files.readAllBytes(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes it; the realm is only told to record, so that nobody's sign-in changes. */
    static void publish(byte[] bundle, String why) {
        JsonNode kept = ask(
                0,
                "POST",
                "abac/policies/versions",
                Map.of("bundle", Base64.getEncoder().encodeToString(bundle), "note", why));
        change(Map.of(
                "act", "PUBLISH", "version", kept.at("/version/number").asLong(), "after", step(), "reason", why));
    }

    /** Back to what the installation brings. */
    static void back(String why) {
        change(Map.of("act", "PUBLISH", "version", 0, "after", step(), "reason", why));
    }

    private static long step() {
        return ask(0, "GET", "abac/policies", null).path("step").asLong();
    }

    private static void change(Map<String, ?> change) {
        String id = ask(0, "POST", "abac/policies/proposals", change)
                .path("proposal")
                .asText();
        JsonNode proposal = ask(1, "GET", "approval/proposals/" + id, null);
        ask(
                1,
                "POST",
                "approval/proposals/" + id + "/confirm",
                Map.of("hash", proposal.at("/row/hash").asText()));
    }

    private static JsonNode ask(int which, String method, String path, @org.jspecify.annotations.Nullable Object body) {
        HttpResponse<String> answer = Http.call(
                method,
                Admin.address(TwoHands.REALM + "/keyward/v1/" + path),
                token(which),
                body == null ? null : Admin.text(body));
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return Admin.json(answer);
    }

    private static final List<Badge> BADGES = new ArrayList<>();

    private static synchronized String token(int which) {
        while (BADGES.size() <= which) {
            DemoPerson admin = TwoHands.admin(BADGES.size());
            BADGES.add(Badge.of(TwoHands.console(), admin, true));
        }
        return BADGES.get(which).get();
    }

    private static String runs(Path in, String... command) {
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
