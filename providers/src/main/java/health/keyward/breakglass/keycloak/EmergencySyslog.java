package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencySyslogLine;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The syslog of the machine itself, as the second way out of the house: it needs no network, no mail and no name server (EA-7). A datagram to loopback (RFC 5426),
 * or a line at the end of a file.
 */
final class EmergencySyslog {
    static final URI USUAL = URI.create("udp://127.0.0.1:514");

    /** How long a machine may take to say that nobody listens. */
    private static final int MILLIS = 50;

    private static final int USUAL_PORT = 514;

    private final URI target;
    private final EmergencySyslogLine line = new EmergencySyslogLine(host());

    /** @param target {@code udp://127.0.0.1:514} or another loopback address, or {@code file:///var/log/...} */
    EmergencySyslog(URI target) {
        if (!"file".equals(target.getScheme()) && !isLoopback(target)) {
            throw new IllegalArgumentException(
                    "the syslog for emergencies is udp:// to a loopback address or file://, not " + target);
        }
        this.target = target;
    }

    /** @throws IOException when it was not taken, as far as that can be known: a datagram has no receipt */
    void write(EmergencyAlarm alarm) throws IOException {
        byte[] text = line.of(alarm).getBytes(StandardCharsets.UTF_8);
        if ("file".equals(target.getScheme())) {
            byte[] whole = new byte[text.length + 1];
            System.arraycopy(text, 0, whole, 0, text.length);
            whole[text.length] = '\n';
            Files.write(
                    Path.of(target),
                    whole,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } else {
            send(text);
        }
    }

    private void send(byte[] text) throws IOException {
        int port = target.getPort() < 0 ? USUAL_PORT : target.getPort();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(target.getHost(), port));
            socket.send(new DatagramPacket(text, text.length));
            socket.setSoTimeout(MILLIS);
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException nobodyComplains) {
            return;
        }
    }

    private static boolean isLoopback(URI target) {
        try {
            return "udp".equals(target.getScheme())
                    && target.getHost() != null
                    && InetAddress.getByName(target.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "-";
        }
    }
}
