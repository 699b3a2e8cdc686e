package health.keyward.audit.core;

import java.util.Locale;

/** The formats a feed may have. */
public enum FeedFormat {
    JSON("jsonl"),
    CEF("cef"),
    SYSLOG("log"),
    FHIR("ndjson");

    private final String ending;

    FeedFormat(String ending) {
        this.ending = ending;
    }

    /** Ending of files in this format, without the dot. */
    public String ending() {
        return ending;
    }

    /** As settings and answers write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * One entry on one line, without the line's end.
     *
     * @param host the observer
     */
    public String line(Told told, String host) {
        return switch (this) {
            case JSON -> JsonLine.of(told);
            case CEF -> Cef.of(told);
            case SYSLOG -> new SyslogMessage(host).structured(told);
            case FHIR -> FhirAuditEvent.of(told, host);
        };
    }

    /** One entry as a syslog message. */
    public String message(Told told, String host) {
        return this == SYSLOG ? line(told, host) : new SyslogMessage(host).around(told, line(told, host));
    }
}
