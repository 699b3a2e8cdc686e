package health.keyward.abac.keycloak.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers every request with the bytes it was told, wait and all. */
final class FaultyOpa implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer("", 0, 0);

    /** @param dripMillis pause after every byte */
    private record Answer(String bytes, int waitMillis, int dripMillis) {}

    FaultyOpa() throws IOException {
        socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Heads of the requests, first line first. */
    List<String> asked() {
        return asked;
    }

    int connections() {
        return open.size();
    }

    FaultyOpa answers(int status, String body) {
        return sends(whole(status, body), 0, 0);
    }

    FaultyOpa sends(String bytes, int waitMillis, int dripMillis) {
        answer = new Answer(bytes, waitMillis, dripMillis);
        return this;
    }

    /** Says that it hangs up where it does, so that no client asks again on a connection that is about to end. */
    static String whole(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\n" + (status / 100 == 2 ? "" : "Connection: close\r\n") + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private void accept() {
        try {
            while (true) {
                Socket one = socket.accept();
                open.add(one);
                Thread.ofVirtual().start(() -> serve(one));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket one) {
        try (one) {
            InputStream in = one.getInputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                in.readNBytes(length(head));
                asked.add(head);
                Answer now = answer;
                Thread.sleep(now.waitMillis());
                byte[] bytes = now.bytes().getBytes(StandardCharsets.UTF_8);
                if (now.dripMillis() == 0) {
                    one.getOutputStream().write(bytes);
                } else {
                    for (byte b : bytes) {
                        one.getOutputStream().write(b);
                        one.getOutputStream().flush();
                        Thread.sleep(now.dripMillis());
                    }
                }
                if (!now.bytes().startsWith("HTTP/1.1 2") || now.bytes().contains("close-early")) {
                    return;
                }
            }
        } catch (IOException gone) {
            // given up by the client
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket one : open) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
