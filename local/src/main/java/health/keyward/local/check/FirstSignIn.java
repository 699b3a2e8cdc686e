package health.keyward.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import health.keyward.local.house.Register;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code up --check}: a nurse signs in to the Ward board, and a system administrator finds that sign-in in the history. */
public final class FirstSignIn {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ports ports;
    private final Register register;
    private final Progress progress;
    private final Clock clock;

    private FirstSignIn(Ports ports, Register register, Progress progress, Clock clock) {
        this.ports = ports;
        this.register = register;
        this.progress = progress;
        this.clock = clock;
    }

    /** In the house that runs here, or in one started for the check and stopped after it. */
    public static boolean check(Options options, Progress progress) {
        Optional<Ports> running = House.running(options);
        if (running.isPresent()) {
            return new FirstSignIn(running.get(), Register.of(options), progress, Clock.systemUTC()).passes();
        }
        try (House house = House.start(options, progress)) {
            return new FirstSignIn(house.ports(), house.register(), progress, Clock.systemUTC()).passes();
        }
    }

    private boolean passes() {
        try {
            Instant before = clock.instant().minusSeconds(1);
            DemoPerson nurse = register.personWith("nurse");
            signIn(nurse);
            String token = administratorToken(register.personWith("system-admin"));
            JsonNode row = awaitRow(token, nurse.username(), before);
            progress.say("check: the history shows " + row.path("at").asText() + " "
                    + row.path("person").asText() + " " + row.path("outcome").asText() + " "
                    + row.path("app").asText() + " by " + row.path("method").asText() + " (acr "
                    + row.path("acr").asText("none") + ") from "
                    + row.path("address").asText());
            return true;
        } catch (CheckFailed failed) {
            progress.say("check failed: " + failed.getMessage());
            return false;
        }
    }

    private void signIn(DemoPerson person) {
        URI board = URI.create("http://localhost:" + ports.oidcApp() + "/");
        try (Browser browser = new Browser()) {
            Page page = new SignInPages(browser, clock).signIn(browser.open(board), person, "");
            if (page.status() != 200 || !page.address().toString().startsWith(board.toString())) {
                throw new CheckFailed("after the sign-in the Ward board should show, but " + page.address()
                        + " answered " + page.status() + ": " + page.glimpse());
            }
            progress.say(
                    "check: " + person.username() + " signed in to the Ward board with password and one-time code");
        }
    }

    private String administratorToken(DemoPerson administrator) {
        ConsoleToken console = new ConsoleToken(ports, register.clientSecret("keyward-console"), clock);
        String token = console.of(administrator);
        progress.say("check: " + administrator.username() + " has a token of the console");
        return token;
    }

    private JsonNode awaitRow(String token, String person, Instant since) {
        URI list = URI.create(
                "http://localhost:" + ports.http(1) + "/admin/realms/hospital/keyward/v1/history/sign-ins?person="
                        + person + "&from=" + since + "&limit=20");
        Instant end = clock.instant().plus(PATIENCE);
        String seen = "";
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (clock.instant().isBefore(end)) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(list)
                                .header("Authorization", "Bearer " + token)
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                seen = answer.statusCode() + " " + answer.body();
                for (JsonNode row : JSON.readTree(answer.body()).path("rows")) {
                    if (row.path("kind").asText().equals("SIGN_IN")
                            && row.path("outcome").asText().equals("SUCCESS")
                            && row.path("app").asText().equals("ward-board")) {
                        return row;
                    }
                }
                Thread.sleep(Duration.ofMillis(200));
            }
        } catch (IOException failed) {
            throw new CheckFailed("the history cannot be read: " + seen + " " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CheckFailed("interrupted");
        }
        throw new CheckFailed("the sign-in of " + person + " was not in the history after " + PATIENCE.toSeconds()
                + " s; last answer: " + seen.substring(0, Math.min(200, seen.length())));
    }
}
