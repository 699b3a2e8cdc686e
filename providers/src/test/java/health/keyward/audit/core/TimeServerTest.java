package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Against a time server that answers what the test wants. */
class TimeServerTest {
    private static final Instant HERE = Instant.parse("2026-11-21T03:00:00.250Z");

    @Test
    void a_server_that_is_ahead_gives_a_positive_offset() {
        assertThat(ask(HERE.plusMillis(1_500), answer -> answer)).hasValue(1_500);
    }

    @Test
    void a_server_that_is_behind_gives_a_negative_offset() {
        assertThat(ask(HERE.minusSeconds(7_200), answer -> answer)).hasValue(-7_200_000);
    }

    @Test
    void the_year_2036_changes_nothing() {
        Instant later = Instant.parse("2036-03-01T00:00:00Z");
        assertThat(ask(later, answer -> answer))
                .hasValue(Duration.between(HERE, later).toMillis());
    }

    @Test
    void a_server_that_does_not_know_the_time_is_not_believed() {
        assertThat(ask(HERE, answer -> set(answer, 0, 0b11_100_100))).isEmpty();
        assertThat(ask(HERE, answer -> set(answer, 1, 0))).isEmpty();
        assertThat(ask(HERE, answer -> set(answer, 1, 16))).isEmpty();
    }

    @Test
    void an_answer_to_another_question_is_not_taken() {
        assertThat(ask(HERE, answer -> set(answer, 31, answer[31] ^ 1))).isEmpty();
    }

    @Test
    void no_answer_is_no_offset() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(client(silent.getLocalPort(), Duration.ofMillis(200)).offsetMillis())
                    .isEmpty();
        }
    }

    private static OptionalLong ask(Instant there, UnaryOperator<byte[]> spoiled) {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try {
                    DatagramPacket question = new DatagramPacket(new byte[48], 48);
                    server.receive(question);
                    byte[] answer = spoiled.apply(answer(question.getData(), there));
                    server.send(new DatagramPacket(answer, 48, question.getSocketAddress()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            OptionalLong offset =
                    client(server.getLocalPort(), Duration.ofSeconds(20)).offsetMillis();
            answering.join();
            return offset;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TimeServer client(int port, Duration patience) {
        return TimeServer.of("localhost:" + port, patience, Clock.fixed(HERE, ZoneOffset.UTC), () -> 5);
    }

    private static byte[] answer(byte[] question, Instant there) {
        byte[] answer = new byte[48];
        answer[0] = 0b00_100_100;
        answer[1] = 2;
        System.arraycopy(question, 40, answer, 24, 8);
        for (int place : new int[] {32, 40}) {
            ByteBuffer.wrap(answer)
                    .putInt(place, (int) (there.getEpochSecond() + 2_208_988_800L))
                    .putInt(place + 4, (int) (((long) there.getNano() << 32) / 1_000_000_000L));
        }
        return answer;
    }

    private static byte[] set(byte[] answer, int place, int value) {
        answer[place] = (byte) value;
        return answer;
    }
}
