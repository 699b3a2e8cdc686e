package health.keyward.local.house;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.IntPredicate;

/** Waits for a child to answer, and says where to look when it does not. */
final class Await {
    private static final Duration PAUSE = Duration.ofMillis(150);

    private Await() {}

    /** Until {@code address} answers with an accepted status; at once an error when the child ends first. */
    static void answer(Child child, URI address, IntPredicate accepted, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (System.nanoTime() < end) {
                if (!child.isAlive()) {
                    throw new CannotStart(child.name() + " ended while starting; its log: " + child.log());
                }
                if (accepted.test(status(client, address))) {
                    return;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while waiting for " + child.name(), interrupted);
        }
        throw new CannotStart(child.name() + " did not answer at " + address + " within " + limit.toSeconds()
                + " s; its log: " + child.log());
    }

    private static int status(HttpClient client, URI address) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (ConnectException notYet) {
            return 0;
        } catch (IOException notYet) {
            return 0;
        }
    }
}
