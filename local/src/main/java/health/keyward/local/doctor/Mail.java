package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Notices go out by mail: is there a server, does it answer from here, and is the way to it encrypted (SD-2)? */
final class Mail implements Check {
    private static final int PATIENCE_MILLIS = 3000;

    @Override
    public List<Finding> look(Installation installation) {
        JsonNode mail = installation.realm().path("smtpServer");
        String host = mail.path("host").asText();
        if (host.isEmpty()) {
            return List.of(new Finding.Wrong("No mail server is set; no notice will reach anybody."));
        }
        List<Finding> findings = new ArrayList<>();
        boolean encrypted = mail.path("starttls").asText().equals("true")
                || mail.path("ssl").asText().equals("true");
        if (!encrypted && !installation.onThisMachine()) {
            findings.add(new Finding.Wrong("Mail to " + host + " leaves without TLS (SD-2)."));
        }
        int port = mail.path("port").asInt(25);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
        } catch (IOException | IllegalArgumentException unreachable) {
            findings.add(
                    new Finding.Wrong("The mail server " + host + ":" + port + " does not answer from this machine."));
        }
        return findings;
    }
}
