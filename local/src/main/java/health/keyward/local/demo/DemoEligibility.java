package health.keyward.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.local.check.ConsoleToken;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import health.keyward.local.house.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may break the glass in the house on this machine, agreed the way it is agreed anywhere: one administrator proposes, another confirms. A list that is
 * there is left alone.
 */
public final class DemoEligibility {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String api;

    private DemoEligibility(String api) {
        this.api = api;
    }

    public static void agree(House house, Clock clock, Progress progress) {
        List<DemoPerson> admins = house.register().people().stream()
                .filter(person -> person.enabled()
                        && person.hasSecondFactor()
                        && person.roles().contains("system-admin"))
                .limit(2)
                .toList();
        if (admins.size() < 2) {
            return;
        }
        ConsoleToken console = new ConsoleToken(house.ports(), house.register().clientSecret("keyward-console"), clock);
        DemoEligibility list = new DemoEligibility(house.api().toString());
        try {
            progress.step("who may break the glass", () -> list.agree(console, admins.getFirst(), admins.getLast()));
        } catch (RuntimeException notAgreed) {
            progress.say("nobody may break the glass yet: " + notAgreed.getMessage());
        }
    }

    private void agree(ConsoleToken console, DemoPerson one, DemoPerson other) {
        String first = console.of(one);
        if (ask("GET", "breakglass/eligibility", first, null).path("version").asInt() > 0) {
            return;
        }
        String proposal = "approval/proposals/"
                + ask("POST", "breakglass/eligibility/proposals", first, list())
                        .path("proposal")
                        .asText();
        String second = console.of(other);
        String hash = ask("GET", proposal, second, null).at("/row/hash").asText();
        ask("POST", proposal + "/confirm", second, Map.of("hash", hash));
    }

    private static Map<String, Object> list() {
        return Map.of(
                "after",
                0,
                "entries",
                List.of(Map.of(
                        "kind",
                        "ROLE",
                        "name",
                        "break-glass-eligible",
                        "apps",
                        List.of(),
                        "dataClasses",
                        List.of(),
                        "clinical",
                        true)),
                "settleHours",
                0,
                "callEn",
                "Call the physician on duty.",
                "callEs",
                "Llame al médico de guardia.",
                "reason",
                "A house for trying things out.");
    }

    private JsonNode ask(String method, String path, String token, @Nullable Object body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(api + "/" + path))
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
