package health.keyward.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time server the house asks: it answers by SNTP what this machine's clock says, and lies when it is told to. */
final class TestTime {
    private static final int PACKET = 48;
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final DatagramSocket SOCKET = open();

    private static volatile Duration lie = Duration.ZERO;

    private TestTime() {}

    static int port() {
        return SOCKET.getLocalPort();
    }

    /** From now on every answer is off by as much. */
    static void lies(Duration by) {
        lie = by;
    }

    private static DatagramSocket open() {
        try {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().name("test-time").start(() -> answer(socket));
            return socket;
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(DatagramSocket socket) {
        while (true) {
            try {
                DatagramPacket question = new DatagramPacket(new byte[PACKET], PACKET);
                socket.receive(question);
                byte[] answer =
                        answer(question.getData(), Clock.systemUTC().instant().plus(lie));
                socket.send(new DatagramPacket(answer, PACKET, question.getSocketAddress()));
            } catch (IOException e) {
                throw new IllegalStateException("the test's time server broke", e);
            }
        }
    }

    /** Version 4, mode server, stratum 2; the question's own time comes back with it. */
    private static byte[] answer(byte[] question, Instant now) {
        byte[] answer = new byte[PACKET];
        answer[0] = 0b00_100_100;
        answer[1] = 2;
        System.arraycopy(question, 40, answer, 24, 8);
        ByteBuffer into = ByteBuffer.wrap(answer);
        for (int place : new int[] {32, 40}) {
            into.putInt(place, (int) (now.getEpochSecond() + SECONDS_FROM_1900_TO_1970))
                    .putInt(place + 4, (int) (((long) now.getNano() << 32) / 1_000_000_000L));
        }
        return answer;
    }
}
