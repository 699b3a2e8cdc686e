package health.keyward.audit.core;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message of RFC 5424, facility 10 (security, as ATNA has it). Structured data stands under the number that RFC 5612 sets aside for examples:
 * Keyward has no number of its own. Control characters become blanks although the RFC would let them through: receivers that read by line must not be
 * made to read a second one.
 */
public final class SyslogMessage {
    private static final int FACILITY = 10;
    private static final int LONGEST_VALUE = 2_000;
    private static final int LONGEST_NAME = 32;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String host;

    /** @param host name of this machine or of the installation */
    public SyslogMessage(String host) {
        String printable = host.replaceAll("[^!-~]", "-");
        this.host = printable.isEmpty() ? "-" : printable.substring(0, Math.min(255, printable.length()));
    }

    /** With structured data, and a short message for people. */
    public String structured(Told told) {
        StringBuilder data = new StringBuilder("[keyward@32473");
        parameter(data, "seq", Long.toString(told.seq()));
        parameter(data, "id", told.id());
        parameter(data, "realm", told.realmId());
        parameter(data, "type", told.type());
        parameter(data, "outcome", told.success() ? "success" : "failure");
        parameter(data, "reason", told.failure());
        parameter(data, "actor", told.actor().id());
        parameter(data, "actorName", told.actor().name());
        parameter(data, "target", told.target().id());
        parameter(data, "targetName", told.target().name());
        parameter(data, "client", told.via().clientId());
        parameter(data, "protocol", told.via().protocol());
        parameter(data, "session", told.via().sessionId());
        parameter(data, "address", told.via().address());
        parameter(data, "userAgent", told.via().userAgent());
        parameter(
                data,
                "changed",
                told.changes().stream().map(f -> f.thing() + "." + f.name()).collect(Collectors.joining(", ")));
        told.facts().forEach((name, value) -> parameter(data, name, value));
        return head(told) + data + "] " + PlainText.of(told.type(), LONGEST_VALUE)
                + (told.success() ? " success" : " failure");
    }

    /** With another format as its message. */
    public String around(Told told, String message) {
        return head(told) + "- " + message;
    }

    /** Octet counting of RFC 5425 and RFC 6587. */
    public static byte[] frame(String message) {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        byte[] count = (body.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[count.length + body.length];
        System.arraycopy(count, 0, frame, 0, count.length);
        System.arraycopy(body, 0, frame, count.length, body.length);
        return frame;
    }

    private String head(Told told) {
        return "<" + (FACILITY * 8 + Gravity.syslog(told)) + ">1 " + TIME.format(told.at()) + " " + host + " keyward - "
                + told.kind().word() + " ";
    }

    private static void parameter(StringBuilder data, String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        String printable = name.replaceAll("[^!-~]|[=\\]\"]", "-");
        data.append(' ')
                .append(printable, 0, Math.min(LONGEST_NAME, printable.length()))
                .append("=\"");
        data.append(PlainText.of(value, LONGEST_VALUE)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("]", "\\]"));
        data.append('"');
    }
}
