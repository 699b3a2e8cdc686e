package health.keyward.local.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Is the server there, and the realm on it? */
final class Reach {
    private final HttpClient http;

    Reach(HttpClient http) {
        this.http = http;
    }

    /** @param realm as it stands in an address */
    List<Finding> look(URI server, String realm) {
        URI address = URI.create(server + "/realms/" + realm + "/.well-known/openid-configuration");
        try {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    BodyHandlers.discarding());
            return answer.statusCode() == 200
                    ? List.of()
                    : List.of(new Finding.NoAnswer(
                            "Realm " + realm + " answers " + answer.statusCode() + " at " + address + "."));
        } catch (IOException unreachable) {
            return List.of(new Finding.NoAnswer(
                    server + " does not answer (" + unreachable.getClass().getSimpleName() + ")."));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of(new Finding.NoAnswer("Interrupted before " + server + " answered."));
        }
    }
}
