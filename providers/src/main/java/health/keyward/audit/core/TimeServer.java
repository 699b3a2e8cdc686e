package health.keyward.audit.core;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Asks an NTP server what time it is (SNTP, RFC 4330, version 4), to know how far this clock is off (AL-13). It sets nothing. */
public final class TimeServer {
    public static final int PORT = 123;

    private static final int PACKET = 48;
    private static final int ORIGINATE = 24;
    private static final int RECEIVE = 32;
    private static final int TRANSMIT = 40;
    private static final int SERVER = 4;
    private static final int HIGHEST_STRATUM = 15;
    private static final int UNSYNCHRONISED = 3;
    /** Seconds from 1900 to 1970. */
    private static final long ERA = 2_208_988_800L;

    private final String host;
    private final int port;
    private final Duration patience;
    private final Clock clock;
    private final LongSupplier nanos;

    /** @param nanos a monotonic clock: the way there and back is measured by it */
    public TimeServer(String host, int port, Duration patience, Clock clock, LongSupplier nanos) {
        this.host = host;
        this.port = port;
        this.patience = patience;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** {@code host} or {@code host:port}. */
    public static TimeServer of(String address, Duration patience, Clock clock, LongSupplier nanos) {
        int colon = address.lastIndexOf(':');
        return colon > 0 && address.indexOf(':') == colon
                ? new TimeServer(
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1)),
                        patience,
                        clock,
                        nanos)
                : new TimeServer(address, PORT, patience, clock, nanos);
    }

    /** How far the server is ahead of this clock, milliseconds; empty when it does not answer, or not as one that knows the time. */
    public OptionalLong offsetMillis() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(InetAddress.getByName(host), port);
            Instant sent = clock.instant();
            long from = nanos.getAsLong();
            byte[] question = question(sent);
            socket.send(new DatagramPacket(question, PACKET));
            byte[] answer = new byte[PACKET];
            DatagramPacket packet = new DatagramPacket(answer, PACKET);
            socket.receive(packet);
            Instant received = sent.plusNanos(nanos.getAsLong() - from);
            return packet.getLength() == PACKET && answers(question, answer)
                    ? OptionalLong.of(offset(sent, at(answer, RECEIVE), at(answer, TRANSMIT), received))
                    : OptionalLong.empty();
        } catch (IOException noAnswer) {
            return OptionalLong.empty();
        }
    }

    private static byte[] question(Instant sent) {
        byte[] question = new byte[PACKET];
        question[0] = 0b00_100_011;
        long fraction = ((long) sent.getNano() << 32) / 1_000_000_000L;
        ByteBuffer.wrap(question)
                .putInt(TRANSMIT, (int) (sent.getEpochSecond() + ERA))
                .putInt(TRANSMIT + 4, (int) fraction);
        return question;
    }

    private static boolean answers(byte[] question, byte[] answer) {
        int stratum = Byte.toUnsignedInt(answer[1]);
        return (answer[0] & 0b111) == SERVER
                && (answer[0] >>> 6 & 0b11) != UNSYNCHRONISED
                && stratum >= 1
                && stratum <= HIGHEST_STRATUM
                && Arrays.equals(question, TRANSMIT, PACKET, answer, ORIGINATE, RECEIVE);
    }

    private static long offset(Instant sent, Instant arrived, Instant answered, Instant received) {
        return Duration.between(sent, arrived)
                .plus(Duration.between(received, answered))
                .dividedBy(2)
                .toMillis();
    }

    /** Seconds since 1900 in 32 bits, which begin anew in 2036: small numbers are of the second era (RFC 4330, 3). */
    private static Instant at(byte[] packet, int place) {
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        long seconds = Integer.toUnsignedLong(bytes.getInt(place));
        long fraction = Integer.toUnsignedLong(bytes.getInt(place + 4));
        long era = seconds < 0x8000_0000L ? 1L << 32 : 0;
        return Instant.ofEpochSecond(seconds + era - ERA, fraction * 1_000_000_000L >>> 32);
    }
}
