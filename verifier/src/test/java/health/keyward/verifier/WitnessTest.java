package health.keyward.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness as a process of its own, spoken to over HTTP as C2SP tlog-witness says. */
class WitnessTest {
    private static final TestKey KEY = TestKey.ofLog(TestLog.ORIGIN);

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestLog log = new TestLog(Scribe.of(600).entries, KEY);

    @TempDir
    private Path state;

    private Process process;
    private String vkey;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes") + File.pathSeparator,
                        "health.keyward.verifier.Main",
                        "witness",
                        "--state",
                        state.toString(),
                        "--port",
                        "0",
                        "--log",
                        KEY.vkey())
                .redirectErrorStream(true)
                .start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        assertThat(line).startsWith("witness ").contains(" at http://127.0.0.1:");
        vkey = line.split(" ")[1];
        address = URI.create(line.split(" ")[3] + "/add-checkpoint");
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void a_log_that_grows_is_cosigned_and_the_verifier_accepts_the_cosignature() throws Exception {
        HttpResponse<String> first = add(0, 100, log);
        assertThat(first.statusCode()).isEqualTo(200);
        HttpResponse<String> second = add(100, 600, log);
        assertThat(second.statusCode()).isEqualTo(200);
        Path export = log.export(state.resolve("export"));
        assertThat(Said.of("verify", export, "--key", KEY.vkey(), "--witness", vkey)
                        .verdict())
                .isEqualTo("UNWITNESSED@-");
        TestLog.write(export, "checkpoint", log.checkpoint(600) + second.body());
        assertThat(Said.of("verify", export, "--key", KEY.vkey(), "--witness", vkey)
                        .verdict())
                .isEqualTo("OK");
    }

    @Test
    void the_same_checkpoint_is_cosigned_again() throws Exception {
        add(0, 100, log);
        assertThat(add(100, 100, log).statusCode()).isEqualTo(200);
    }

    @Test
    void a_fork_is_refused() throws Exception {
        add(0, 300, log);
        List<byte[]> rewritten = new ArrayList<>(log.entries);
        rewritten.set(7, new Scribe(3, 1).boots("A").entries.getFirst());
        TestLog fork = new TestLog(rewritten, KEY);
        assertThat(add(300, 600, fork).statusCode()).isEqualTo(422);
        HttpResponse<String> same = add(300, 300, fork);
        assertThat(same.statusCode()).isEqualTo(409);
        assertThat(add(300, 600, log).statusCode()).as("the true log goes on").isEqualTo(200);
    }

    @Test
    void a_log_set_back_is_told_the_size_the_witness_knows() throws Exception {
        add(0, 300, log);
        HttpResponse<String> back = add(0, 200, log);
        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).isEqualTo("300\n");
        assertThat(back.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
    }

    @Test
    void strangers_and_nonsense_are_refused() throws Exception {
        TestLog unknown = new TestLog(log.entries, TestKey.ofLog("other.example/log"), "other.example/log");
        assertThat(add(0, 100, unknown).statusCode()).isEqualTo(404);
        assertThat(add(0, 100, new TestLog(log.entries, TestKey.ofLog(TestLog.ORIGIN)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(add(200, 100, log).statusCode()).isEqualTo(400);
        assertThat(post("old 01\n\n" + log.checkpoint(100)).statusCode()).isEqualTo(400);
        assertThat(post("old 0\n").statusCode()).isEqualTo(400);
        assertThat(post("old 0\n" + "QUFB\n".repeat(64) + "\n" + log.checkpoint(100))
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void what_was_remembered_outlives_a_kill_before_the_answer() throws Exception {
        String before = vkey;
        add(0, 100, log);
        byte[] body = request(100, 500, log).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST /add-checkpoint HTTP/1.1\r\nHost: witness\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            while (!remembers(500)) {
                LockSupport.parkNanos(100_000);
            }
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        start();
        assertThat(vkey).as("the key is the same").isEqualTo(before);
        HttpResponse<String> again = add(100, 600, log);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).isEqualTo("500\n");
        assertThat(add(500, 600, log).statusCode()).isEqualTo(200);
    }

    @Test
    void a_log_may_ask_what_was_cosigned_last() throws Exception {
        String hash = HexFormat.of().formatHex(NaiveTree.hash(TestLog.ORIGIN.getBytes(StandardCharsets.UTF_8)));
        URI newest = address.resolve("/newest/" + hash);
        assertThat(get(newest).statusCode()).isEqualTo(404);
        add(0, 100, log);
        assertThat(get(newest).body()).isEqualTo(log.checkpoint(100));
        assertThat(get(address.resolve("/newest/../key")).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(URI at) throws Exception {
        return http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
    }

    @Test
    void a_second_witness_on_the_same_folder_does_not_start() {
        assertThat(Said.of("witness", "--state", state, "--port", "0", "--log", KEY.vkey())
                        .code())
                .isEqualTo(2);
    }

    private boolean remembers(int size) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("log-"))
                    .toList()) {
                if (Files.readString(file).contains("\n" + size + "\n")) {
                    return true;
                }
            }
        }
        return false;
    }

    private HttpResponse<String> add(int old, int size, TestLog of) throws Exception {
        return post(request(old, size, of));
    }

    private static String request(int old, int size, TestLog of) {
        StringBuilder body = new StringBuilder("old ").append(old).append('\n');
        if (old > 0 && old < size) {
            NaiveTree.consistency(old, of.leaves.subList(0, size))
                    .forEach(hash -> body.append(Base64.getEncoder().encodeToString(hash))
                            .append('\n'));
        }
        return body.append('\n').append(of.checkpoint(size)).toString();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
