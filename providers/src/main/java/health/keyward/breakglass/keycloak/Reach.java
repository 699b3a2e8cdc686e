package health.keyward.breakglass.keycloak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether something takes a connection at a place, all of them at once and none for longer than a moment: name servers may be down too. */
class Reach {
    private static final Duration MOMENT = Duration.ofMillis(1_500);

    record Place(String host, int port) {}

    Map<Place, Boolean> all(List<Place> places) {
        long end = System.nanoTime() + MOMENT.toNanos();
        Map<Place, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
        for (Place place : places) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            asked.put(place, answer);
            Thread.ofVirtual().start(() -> answer.complete(takes(place)));
        }
        Map<Place, Boolean> reached = new HashMap<>();
        asked.forEach((place, answer) -> reached.put(place, within(answer, end)));
        return reached;
    }

    private static boolean takes(Place place) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), (int) MOMENT.toMillis());
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean within(CompletableFuture<Boolean> answer, long end) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
