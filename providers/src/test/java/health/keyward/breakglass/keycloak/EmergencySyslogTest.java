package health.keyward.breakglass.keycloak;

import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencySyslogLine;
import health.keyward.kernel.RealmId;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second way an alarm leaves the house (EA-7). */
class EmergencySyslogTest {
    private static final EmergencyAlarm ALARM = new EmergencyAlarm(
            UUID.fromString("00000000-0000-4000-8000-000000000003"),
            new RealmId("hospital"),
            EmergencyAlarm.Kind.EMERGENCY_ADMIN_USED,
            "sealed-1",
            "said to be real",
            "10.1.2.3",
            NOON);

    @Test
    void an_alarm_is_one_datagram_to_the_machine_itself() throws IOException {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(10_000);
            new EmergencySyslog(URI.create("udp://127.0.0.1:" + receiver.getLocalPort())).write(ALARM);
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            receiver.receive(packet);
            String line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            assertThat(line).startsWith("<81>1 2026-11-29T12:00:00.000000Z ").contains("account=\"sealed-1\"");
        }
    }

    @Test
    void a_file_gets_a_line_for_each_alarm(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("emergency.log");
        EmergencySyslog syslog = new EmergencySyslog(file.toUri());
        syslog.write(ALARM);
        syslog.write(ALARM);
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.endsWith("emergency-admin-used"));
        assertThat(new EmergencySyslogLine("x").of(ALARM)).endsWith("emergency-admin-used");
    }

    @Test
    void a_file_that_cannot_be_written_is_told_apart_from_one_that_was(@TempDir Path folder) {
        EmergencySyslog syslog =
                new EmergencySyslog(folder.resolve("missing/emergency.log").toUri());
        assertThatThrownBy(() -> syslog.write(ALARM)).isInstanceOf(IOException.class);
    }

    @Test
    void another_machine_is_no_local_syslog() {
        assertThatThrownBy(() -> new EmergencySyslog(URI.create("udp://192.0.2.1:514")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmergencySyslog(URI.create("tcp://127.0.0.1:514")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
