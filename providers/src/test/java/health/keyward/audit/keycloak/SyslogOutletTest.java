package health.keyward.audit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.core.Entries;
import health.keyward.audit.core.FeedFormat;
import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.Outlet.Outcome;
import health.keyward.audit.core.People;
import health.keyward.audit.core.Pseudonyms;
import health.keyward.audit.core.SyslogMessage;
import health.keyward.audit.core.Teller;
import health.keyward.audit.core.Told;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syslog over TLS against a receiver that really speaks it. */
class SyslogOutletTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static Certificates receiver;
    private static Certificates stranger;
    private static Certificates sender;

    @BeforeAll
    static void certificates() throws Exception {
        receiver = Certificates.in(directory, "receiver", "dns:localhost,ip:127.0.0.1");
        stranger = Certificates.in(directory, "stranger", "dns:elsewhere.example");
        sender = Certificates.in(directory, "sender", "dns:sender.example");
        Files.writeString(directory.resolve("password"), Certificates.PASSWORD + "\n");
    }

    @Test
    void every_message_arrives_whole_framed_by_its_length_in_order() throws Exception {
        List<Told> batch = told();
        try (Receiver at = new Receiver(tls(receiver, false))) {
            CompletableFuture<List<String>> got = at.reads();
            assertThat(outlet(at, FeedFormat.SYSLOG, receiver, false).send(batch))
                    .isEqualTo(new Outcome.Taken());
            assertThat(got.get(20, TimeUnit.SECONDS))
                    .isEqualTo(batch.stream()
                            .map(new SyslogMessage("idp")::structured)
                            .toList());
        }
    }

    @Test
    void other_formats_travel_as_the_message() throws Exception {
        try (Receiver at = new Receiver(tls(receiver, false))) {
            CompletableFuture<List<String>> got = at.reads();
            outlet(at, FeedFormat.CEF, receiver, false).send(told());
            assertThat(got.get(20, TimeUnit.SECONDS))
                    .allMatch(line -> line.matches("<\\d+>1 \\S+ idp keyward - \\w+ - CEF:0\\|.*"));
        }
    }

    @Test
    void a_receiver_of_another_name_or_without_trust_gets_nothing() throws Exception {
        try (Receiver at = new Receiver(tls(stranger, false))) {
            CompletableFuture<List<String>> got = at.reads();
            assertThat(outlet(at, FeedFormat.CEF, stranger, false).send(told()))
                    .as("trusted, wrong name")
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(got).failsWithin(20, TimeUnit.SECONDS);
        }
        try (Receiver at = new Receiver(tls(receiver, false))) {
            CompletableFuture<List<String>> got = at.reads();
            assertThat(outlet(at, FeedFormat.CEF, stranger, false).send(told()))
                    .as("right name, not trusted")
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(got).failsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_receiver_may_want_a_certificate_and_gets_it() throws Exception {
        try (Receiver at = new Receiver(tls(receiver, true))) {
            CompletableFuture<List<String>> got = at.reads();
            assertThat(outlet(at, FeedFormat.JSON, receiver, true).send(told())).isEqualTo(new Outcome.Taken());
            assertThat(got.get(20, TimeUnit.SECONDS)).hasSameSizeAs(told());
        }
        try (Receiver at = new Receiver(tls(receiver, true))) {
            CompletableFuture<List<String>> got = at.reads();
            assertThat(outlet(at, FeedFormat.JSON, receiver, false).send(told()))
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(got).failsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_receiver_that_dies_in_the_middle_has_not_got_it() throws Exception {
        try (Receiver at = new Receiver(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))) {
            CompletableFuture<Integer> first = at.serves(raw -> {
                SSLSocket socket = (SSLSocket)
                        receiver.with(sender).getSocketFactory().createSocket(raw, null, raw.getPort(), false);
                socket.setUseClientMode(false);
                int one = socket.getInputStream().read();
                raw.setSoLinger(true, 0);
                raw.close();
                return one;
            });
            assertThat(outlet(at, FeedFormat.JSON, receiver, false).send(told()))
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(first.get(20, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void a_receiver_that_takes_nothing_is_given_up_after_the_limit() throws Exception {
        List<Told> flood = Stream.generate(SyslogOutletTest::told)
                .limit(2_000)
                .flatMap(List::stream)
                .toList();
        for (boolean encrypted : new boolean[] {true, false}) {
            try (Receiver at = new Receiver(
                    encrypted ? tls(receiver, false) : new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))) {
                CompletableFuture<Void> over = new CompletableFuture<>();
                at.serves(socket -> {
                    socket.setReceiveBufferSize(4_096);
                    if (encrypted) {
                        ((SSLSocket) socket).startHandshake();
                    }
                    over.get(60, TimeUnit.SECONDS);
                    return 0;
                });
                FeedPlan plan = plan(encrypted ? "tls" : "tcp", at.port(), FeedFormat.SYSLOG, receiver, false);
                assertThat(new SyslogOutlet(plan, Duration.ofSeconds(2)).send(flood))
                        .isInstanceOf(Outcome.Refused.class);
                over.complete(null);
            }
        }
    }

    @Test
    void nobody_there_is_a_refusal() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        assertThat(new SyslogOutlet(plan("tls", port, FeedFormat.CEF, receiver, false), LIMIT).send(told()))
                .isEqualTo(new Outcome.Refused("syslog: ConnectException"));
    }

    static List<Told> told() {
        Teller teller = new Teller(People.NAMES, Pseudonyms.of(new byte[32], "siem"));
        return Stream.concat(Entries.all().stream(), Entries.hostile().stream())
                .map(teller::tell)
                .toList();
    }

    private static SyslogOutlet outlet(Receiver at, FeedFormat format, Certificates trusted, boolean known) {
        return new SyslogOutlet(plan("tls", at.port(), format, trusted, known), LIMIT);
    }

    private static FeedPlan plan(String scheme, int port, FeedFormat format, Certificates trusted, boolean known) {
        return new FeedPlan(
                "siem",
                FeedPlan.Kind.SYSLOG,
                format,
                URI.create(scheme + "://127.0.0.1:" + port),
                People.NAMES,
                FeedPlan.Start.BEGINNING,
                scheme.equals("tcp"),
                200,
                "idp",
                new FeedPlan.Secrets(
                        trusted.pem(),
                        known ? sender.keys() : null,
                        known ? directory.resolve("password") : null,
                        null,
                        null));
    }

    private static ServerSocket tls(Certificates own, boolean wantsCertificate) throws Exception {
        SSLServerSocket socket = (SSLServerSocket)
                own.with(sender).getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(wantsCertificate);
        return socket;
    }

    /** What is done with the one connection. */
    private interface Service<T> {
        T serve(Socket socket) throws Exception;
    }

    /** Accepts one connection. */
    private record Receiver(ServerSocket server) implements AutoCloseable {
        int port() {
            return server.getLocalPort();
        }

        <T> CompletableFuture<T> serves(Service<T> service) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try (Socket socket = server.accept()) {
                            return service.serve(socket);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
        }

        CompletableFuture<List<String>> reads() {
            return serves(socket -> {
                InputStream in = socket.getInputStream();
                List<String> messages = new ArrayList<>();
                for (String message = message(in); message != null; message = message(in)) {
                    messages.add(message);
                }
                return messages;
            });
        }

        private static @Nullable String message(InputStream in) throws IOException {
            StringBuilder length = new StringBuilder();
            for (int c = in.read(); c != ' '; c = in.read()) {
                if (c < 0) {
                    return null;
                }
                length.append((char) c);
            }
            return new String(in.readNBytes(Integer.parseInt(length.toString())), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
