package health.keyward.audit.keycloak;

import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.Outlet;
import health.keyward.audit.core.SyslogMessage;
import health.keyward.audit.core.Told;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Octet-counted frames over TLS with the receiver's name checked (RFC 5425), or over plain TCP (RFC 6587) where the plan says so; a connection for each
 * batch. Syslog has no receipt, but a receiver has to answer the end of the connection with its own (RFC 5425, 4.4), and it can only do so when it has
 * read everything before it: that answer is waited for. Without it the batch counts as not delivered.
 */
final class SyslogOutlet implements Outlet {
    private final FeedPlan plan;
    private final @Nullable SSLContext tls;
    private final Duration limit;

    /** @param limit of the whole delivery */
    SyslogOutlet(FeedPlan plan, Duration limit) {
        this.plan = plan;
        this.tls = "tls".equals(plan.target().getScheme()) ? FeedTls.of(plan) : null;
        this.limit = limit;
    }

    @Override
    public Outcome send(List<Told> batch) {
        try (Socket plain = new Socket()) {
            CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                    () -> close(plain), CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
            try {
                deliver(plain, batch);
                return new Outcome.Taken();
            } finally {
                watchdog.cancel(false);
            }
        } catch (IOException e) {
            return new Outcome.Refused("syslog: " + e.getClass().getSimpleName());
        }
    }

    private void deliver(Socket plain, List<Told> batch) throws IOException {
        int millis = Math.toIntExact(limit.toMillis());
        plain.connect(
                new InetSocketAddress(plan.target().getHost(), plan.target().getPort()), millis);
        plain.setSoTimeout(millis);
        Socket socket = tls == null ? plain : secure(tls, plain);
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        for (Told told : batch) {
            out.write(SyslogMessage.frame(plan.format().message(told, plan.host())));
        }
        out.flush();
        socket.shutdownOutput();
        InputStream answer = socket.getInputStream();
        while (answer.read() >= 0) {
            // receivers have nothing to say; only the end is of interest
            continue;
        }
    }

    private Socket secure(SSLContext context, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plan.target().getHost(), plan.target().getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** The plain socket: closing the one above it would wait for the write that hangs. */
    private static void close(Socket plain) {
        try {
            plain.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
