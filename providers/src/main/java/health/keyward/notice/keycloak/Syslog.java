package health.keyward.notice.keycloak;

import health.keyward.notice.core.Delivery;
import health.keyward.notice.core.Letter;
import health.keyward.notice.core.Sender;
import health.keyward.notice.core.SyslogLine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * By syslog: octet-counted frames (RFC 6587) over TLS with the name of the host checked (RFC 5425), or over plain TCP where that is asked for. Syslog has
 * no answer: what the receiver's machine has taken counts as delivered.
 */
final class Syslog implements Sender {
    private static final int LIMIT_MILLIS = 10_000;

    private final URI receiver;
    private final SyslogLine line;

    Syslog(URI receiver, SyslogLine line) {
        boolean known = "tls".equals(receiver.getScheme()) || "tcp".equals(receiver.getScheme());
        if (!known || receiver.getHost() == null || receiver.getPort() < 1) {
            throw new IllegalArgumentException("a syslog receiver is tls://host:port or tcp://host:port");
        }
        this.receiver = receiver;
        this.line = line;
    }

    @Override
    public Delivery send(Letter letter) {
        byte[] message = line.of(letter).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            out.write(message);
            out.flush();
            return new Delivery.Sent();
        } catch (IOException e) {
            return new Delivery.NotSent("syslog: " + e.getClass().getSimpleName());
        }
    }

    private Socket connect() throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(receiver.getHost(), receiver.getPort()), LIMIT_MILLIS);
        plain.setSoTimeout(LIMIT_MILLIS);
        if ("tcp".equals(receiver.getScheme())) {
            return plain;
        }
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(plain, receiver.getHost(), receiver.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }
}
