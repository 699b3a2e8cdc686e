package health.keyward.breakglass.core;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as one message of RFC 5424, facility 10 (security). The structured data stands under the number that RFC 5612 sets aside for examples: Keyward has no
 * number of its own.
 */
public final class EmergencySyslogLine {
    private static final int FACILITY = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String host;

    /** @param host this machine's name */
    public EmergencySyslogLine(String host) {
        String printable = host.replaceAll("[^!-~]", "-");
        this.host = printable.isEmpty() ? "-" : printable.substring(0, Math.min(255, printable.length()));
    }

    /** Its time is the time of the happening, not of the writing. */
    public String of(EmergencyAlarm alarm) {
        StringBuilder line = new StringBuilder();
        line.append('<').append(FACILITY * 8 + alarm.severity()).append(">1 ");
        line.append(TIME.format(alarm.at())).append(' ').append(host).append(" keyward - ");
        line.append(alarm.kind().name()).append(" [keyward@32473");
        parameter(line, "id", alarm.id().toString());
        parameter(line, "realm", alarm.realm().value());
        parameter(line, "account", alarm.subject());
        parameter(line, "detail", alarm.detail());
        if (alarm.tone() != EmergencyAlarm.Tone.USUAL) {
            parameter(line, "tone", alarm.tone().name().toLowerCase(Locale.ROOT));
        }
        parameter(line, "address", alarm.address());
        return line.append("] ").append(alarm.kind().topic()).toString();
    }

    private static void parameter(StringBuilder line, String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        line.append(' ').append(name).append("=\"");
        line.append(value.replaceAll("\\p{Cntrl}", " ")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("]", "\\]"));
        line.append('"');
    }
}
