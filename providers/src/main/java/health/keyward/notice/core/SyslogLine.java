package health.keyward.notice.core;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.TreeMap;

/**
 * A notice as one message of RFC 5424, facility {@code local0}, severity {@code notice}. The structured data stands under the number that RFC 5612 sets
 * aside for examples: Keyward has no number of its own.
 */
public final class SyslogLine {
    private static final int PRIORITY = 16 * 8 + 5;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .toFormatter(java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String host;

    /** @param host this machine's name, printable ASCII */
    public SyslogLine(String host) {
        this.host = host.replaceAll("[^!-~]", "-");
    }

    public String of(Letter letter) {
        StringBuilder line = new StringBuilder();
        line.append('<').append(PRIORITY).append(">1 ").append(TIME.format(letter.madeAt()));
        line.append(' ').append(host.isEmpty() ? "-" : host).append(" keyward - ");
        String topic = letter.notice().topic();
        line.append(topic.length() <= 32 ? topic : topic.substring(0, 32)).append(" [keyward@32473");
        parameter(line, "id", letter.id().toString());
        parameter(line, "realm", letter.notice().realm().value());
        parameter(line, "topic", topic);
        new TreeMap<>(letter.notice().facts()).forEach((name, value) -> parameter(line, name, value));
        return line.append("] ").append(topic).toString();
    }

    private static void parameter(StringBuilder line, String name, String value) {
        line.append(' ').append(name).append("=\"");
        line.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]"));
        line.append('"');
    }
}
