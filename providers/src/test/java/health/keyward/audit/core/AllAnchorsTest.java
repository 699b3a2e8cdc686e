package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Anchors.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anchors as the signer meets them: a real folder, and HTTP servers that answer as they are told (AL-3). The real witness is met in the integration tests. */
class AllAnchorsTest {
    private static final Origin ORIGIN = new Origin("audit.example.org/keyward");
    private static final String WITNESS = "witness.example/one";
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final SigningKey key = key();
    private final KeyPair witnessPair = pair();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Heard> heard = new ArrayList<>();
    private final MovedClock clock = new MovedClock();

    @TempDir
    private Path folder;

    private HttpServer server;
    private URI address;

    private record Reply(int status, String body) {}

    private record Heard(
            String path,
            String body,
            @Nullable String time,
            @Nullable String signature) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void hangUp() {
        server.stop(0);
    }

    @Test
    void a_folder_keeps_every_checkpoint_and_remembers_the_newest_epoch() throws IOException {
        Anchors anchors = anchors(folder, null, null);
        assertThat(anchors.newest(ORIGIN.name()))
                .containsExactly(new Newest.Remembered("directory " + folder, Optional.empty()));
        publish(anchors, head(1, 10));
        publish(anchors, head(1, 20));
        publish(anchors, head(2, 3));
        assertThat(anchors.newest(ORIGIN.name()))
                .containsExactly(new Newest.Remembered("directory " + folder, Optional.of(head(2, 3))));
        assertThat(Files.readString(folder.resolve("checkpoint-1-20"))).isEqualTo(note(head(1, 20)));
    }

    @Test
    void what_the_log_did_not_sign_counts_for_nothing_in_a_folder() throws IOException {
        Anchors anchors = anchors(folder, null, null);
        publish(anchors, head(1, 10));
        String foreign = Checkpoint.signed(head(1, 99), List.of(key())).whole();
        Files.writeString(folder.resolve("checkpoint-1-99"), foreign);
        Files.writeString(folder.resolve("checkpoint-1-100"), note(head(1, 100)).substring(0, 40));
        Files.writeString(folder.resolve("checkpoint-3-5"), note(head(1, 5)));
        assertThat(anchors.newest(ORIGIN.name()))
                .containsExactly(new Newest.Remembered("directory " + folder, Optional.of(head(1, 10))));
    }

    @Test
    void the_same_checkpoint_twice_is_kept_and_another_of_that_size_refused() {
        Anchors anchors = anchors(folder, null, null);
        publish(anchors, head(1, 10));
        assertThat(publish(anchors, head(1, 10))).singleElement().isInstanceOf(Told.Kept.class);
        TreeHead fork = new TreeHead(ORIGIN.name(), 10, Hash.of(new byte[32]));
        assertThat(publish(anchors, fork))
                .singleElement()
                .isInstanceOfSatisfying(
                        Told.Refused.class,
                        refused -> assertThat(refused.remembers()).hasValue(head(1, 10)));
    }

    @Test
    void a_folder_that_is_gone_fails_and_says_so() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Anchors anchors = anchors(gone, null, null);
        Files.delete(gone);
        assertThat(publish(anchors, head(1, 10))).singleElement().isInstanceOf(Told.Failed.class);
        assertThat(anchors.newest(ORIGIN.name())).singleElement().isInstanceOf(Newest.Silent.class);
    }

    @Test
    void a_witness_is_told_with_the_proof_from_the_size_it_names() {
        TreeHead head = head(1, 10);
        replies.add(new Reply(409, "4\n"));
        replies.add(new Reply(200, cosignature(head)));
        List<Told> told = publish(anchors(null, policy("one"), null), head);
        assertThat(heard).extracting(Heard::path).containsOnly("/add-checkpoint");
        assertThat(heard.get(0).body()).isEqualTo("old 0\n\n" + note(head));
        assertThat(heard.get(1).body())
                .isEqualTo("old 4\n" + Hash.of(new byte[32]).base64() + "\n\n" + note(head));
        assertThat(told)
                .containsExactly(
                        new Told.Kept(
                                "witness " + WITNESS, List.of(cosignature(head).strip())),
                        new Told.Kept("witness quorum", List.of()));
    }

    @Test
    void a_witness_that_refuses_is_believed() {
        Anchors anchors = anchors(null, policy("one"), null);
        replies.add(new Reply(409, "11\n"));
        assertThat(publish(anchors, head(1, 10)).getFirst()).isInstanceOf(Told.Refused.class);
        replies.add(new Reply(422, ""));
        assertThat(publish(anchors, head(1, 10)).getFirst()).isInstanceOf(Told.Refused.class);
        replies.add(new Reply(409, "10\n"));
        replies.add(new Reply(409, "10\n"));
        assertThat(publish(anchors, head(1, 10)).getFirst()).isInstanceOf(Told.Refused.class);
    }

    @Test
    void a_witness_that_fails_or_lies_leaves_the_quorum_open() {
        Anchors anchors = anchors(null, policy("one"), null);
        TreeHead head = head(1, 10);
        for (Reply reply : List.of(
                new Reply(500, ""),
                new Reply(403, ""),
                new Reply(200, "nonsense\n"),
                new Reply(200, cosignature(head(1, 9))))) {
            replies.add(reply);
            assertThat(publish(anchors, head)).hasSize(2).allMatch(Told.Failed.class::isInstance);
        }
        server.stop(0);
        assertThat(publish(anchors, head)).hasSize(2).allMatch(Told.Failed.class::isInstance);
        assertThat(anchors.newest(ORIGIN.name())).singleElement().isInstanceOf(Newest.Silent.class);
    }

    @Test
    void a_policy_without_quorum_asks_all_and_needs_none() {
        replies.add(new Reply(500, ""));
        assertThat(publish(anchors(null, policy("none"), null), head(1, 10)))
                .extracting(Told::getClass)
                .containsExactly((Class) Told.Failed.class, Told.Kept.class);
    }

    @Test
    void a_witness_is_asked_for_the_newest_epoch_it_has_cosigned() {
        replies.add(new Reply(200, note(head(1, 50))));
        replies.add(new Reply(200, note(head(2, 7))));
        replies.add(new Reply(404, ""));
        assertThat(anchors(null, policy("one"), null).newest(ORIGIN.name()))
                .containsExactly(new Newest.Remembered("witness " + WITNESS, Optional.of(head(2, 7))));
    }

    @Test
    void a_webhook_gets_the_note_with_its_time_under_one_signature() throws Exception {
        Anchors anchors = anchors(null, null, address);
        replies.add(new Reply(204, ""));
        assertThat(publish(anchors, head(1, 10))).containsExactly(new Told.Kept("webhook 127.0.0.1", List.of()));
        Heard post = heard.getFirst();
        assertThat(post.body()).isEqualTo(note(head(1, 10)));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        byte[] expected = mac.doFinal((post.time() + "." + post.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(post.signature()).isEqualTo("v1=" + HexFormat.of().formatHex(expected));
        assertThat(anchors.newest(ORIGIN.name())).isEmpty();
    }

    @Test
    void a_webhook_that_fails_is_left_alone_for_longer_and_longer_and_then_tried_again() {
        Anchors anchors = anchors(null, null, address);
        replies.add(new Reply(503, ""));
        assertThat(publish(anchors, head(1, 10)).getFirst()).isInstanceOf(Told.Failed.class);
        assertThat(publish(anchors, head(1, 11)).getFirst()).isInstanceOf(Told.Failed.class);
        assertThat(heard).as("not before its pause is over").hasSize(1);
        clock.moves(Duration.ofSeconds(1));
        replies.add(new Reply(503, ""));
        publish(anchors, head(1, 12));
        clock.moves(Duration.ofSeconds(1));
        publish(anchors, head(1, 13));
        assertThat(heard).hasSize(2);
        clock.moves(Duration.ofSeconds(1));
        replies.add(new Reply(200, ""));
        assertThat(publish(anchors, head(1, 14)).getFirst()).isInstanceOf(Told.Kept.class);
        assertThat(heard).hasSize(3);
    }

    @Test
    void one_anchor_that_fails_keeps_no_other_from_being_told() {
        replies.add(new Reply(500, ""));
        List<Told> told = publish(anchors(folder, null, address), head(1, 10));
        assertThat(told.get(0)).isInstanceOf(Told.Kept.class);
        assertThat(told.get(1)).isInstanceOf(Told.Failed.class);
    }

    private Anchors anchors(@Nullable Path directory, @Nullable WitnessPolicy policy, @Nullable URI webhook) {
        return AllAnchors.of(
                new AllAnchors.Places(directory, policy, webhook, webhook == null ? null : SECRET),
                ORIGIN,
                List.of(key.vkey()),
                clock);
    }

    private List<Told> publish(Anchors anchors, TreeHead head) {
        return anchors.publish(head, note(head), from -> List.of(Hash.of(new byte[32])));
    }

    private static TreeHead head(int epoch, long size) {
        byte[] root = new byte[32];
        Arrays.fill(root, (byte) size);
        return new TreeHead(ORIGIN.of(epoch), size, Hash.of(root));
    }

    private String note(TreeHead head) {
        return Checkpoint.signed(head, List.of(key)).whole();
    }

    private void answer(HttpExchange exchange) throws IOException {
        heard.add(new Heard(
                exchange.getRequestURI().getPath(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("Keyward-Timestamp"),
                exchange.getRequestHeaders().getFirst("Keyward-Signature")));
        Reply reply = replies.remove();
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private WitnessPolicy policy(String quorum) {
        return WitnessPolicy.parse("witness one " + witnessVkey() + " " + address + "/\nquorum " + quorum + "\n");
    }

    private byte[] typed() {
        byte[] spki = witnessPair.getPublic().getEncoded();
        return ByteBuffer.allocate(33)
                .put((byte) 4)
                .put(spki, spki.length - 32, 32)
                .array();
    }

    private byte[] witnessId() {
        byte[] name = (WITNESS + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(
                Merkle.sha256()
                        .digest(ByteBuffer.allocate(name.length + 33)
                                .put(name)
                                .put(typed())
                                .array()),
                4);
    }

    private String witnessVkey() {
        return WITNESS + "+" + HexFormat.of().formatHex(witnessId()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    private String cosignature(TreeHead head) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(witnessPair.getPrivate());
            signature.update(
                    ("cosignature/v1\ntime 1800000000\n" + Checkpoint.text(head)).getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(76)
                    .put(witnessId())
                    .putLong(1_800_000_000L)
                    .put(signature.sign())
                    .array();
            return "\u2014 " + WITNESS + " " + Base64.getEncoder().encodeToString(all) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey key() {
        KeyPair pair = pair();
        return new SigningKey(ORIGIN.name(), pair.getPrivate(), pair.getPublic());
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T03:00:00Z");

        void moves(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
