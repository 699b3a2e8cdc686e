package health.keyward.verifier.witness;

import health.keyward.verifier.Usage;
import health.keyward.verifier.Words;
import health.keyward.verifier.note.Vkey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code witness --state DIR}: runs until it is stopped. */
public final class WitnessCommand {
    private static final Set<String> VALUED = Set.of("--state", "--port", "--host", "--log", "--name");
    private static final int PORT = 8787;

    private WitnessCommand() {}

    /** @return the exit code */
    public static int run(List<String> rest, PrintStream out, Clock clock) throws IOException {
        Words words = new Words(rest, VALUED, Set.of());
        words.noMore();
        Path state = words.path("--state").orElseThrow(() -> new Usage("--state DIR is needed"));
        List<Vkey> logs = words.keys("--log", Vkey.LOG);
        if (logs.isEmpty()) {
            throw new Usage("--log VKEY is needed: the public key of a log");
        }
        String host = words.one("--host").orElse("127.0.0.1");
        Files.createDirectories(state);
        try (FileChannel alone =
                        FileChannel.open(state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = alone.tryLock()) {
            if (lock == null) {
                throw new Usage("another witness runs on " + state);
            }
            WitnessKey key = WitnessKey.in(state, words.one("--name").orElse("witness.local/keyward"));
            Witness witness = new Witness(key, logs, new FolderMemory(state), clock);
            try (WitnessServer server =
                    new WitnessServer(witness, new InetSocketAddress(InetAddress.getByName(host), port(words)))) {
                server.start();
                out.println("witness " + witness.vkey().text() + " at http://" + host + ":" + server.port());
                out.flush();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return 0;
    }

    private static int port(Words words) {
        try {
            int port = words.one("--port").map(Integer::parseInt).orElse(PORT);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new Usage("no port: " + words.one("--port").orElse(""));
        }
        throw new Usage("a port is a number up to 65535");
    }
}
