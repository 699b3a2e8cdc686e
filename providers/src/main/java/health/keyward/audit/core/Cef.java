package health.keyward.audit.core;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * ArcSight Common Event Format, version 0. In the header backslash and pipe are escaped, in the extension backslash, equals sign and line ends; a line
 * end cannot stand in the header and becomes a blank. Dates are milliseconds since 1970.
 */
public final class Cef {
    private static final int LONGEST = 4_000;

    private final StringBuilder line = new StringBuilder();

    private Cef() {}

    /** Without the line's end. */
    public static String of(Told told) {
        Cef cef = new Cef();
        cef.header(told);
        cef.who(told);
        cef.via(told);
        cef.rest(told);
        return cef.line.toString().stripTrailing();
    }

    private void header(Told told) {
        line.append("CEF:0|Keyward|Keyward|1|");
        line.append(inHeader(told.kind().word() + ":" + told.type())).append('|');
        line.append(inHeader(told.kind().word() + " " + told.type() + (told.success() ? "" : " failed")))
                .append('|');
        line.append(Gravity.cef(told)).append('|');
    }

    private void who(Told told) {
        put("rt", Long.toString(told.at().toEpochMilli()));
        put("externalId", Long.toString(told.seq()));
        put("outcome", told.success() ? "success" : "failure");
        put("reason", told.failure());
        put("act", told.type());
        put("suid", told.actor().id());
        put("suser", told.actor().name());
        put("duid", told.target().id());
        put("duser", told.target().name());
    }

    private void via(Told told) {
        String address = told.via().address();
        if (address != null && address.indexOf(':') < 0) {
            put("src", address);
        } else {
            labelled("c6a2", "Source IPv6 Address", address);
        }
        put("app", told.via().protocol());
        put("requestClientApplication", told.via().userAgent());
        put("request", told.fact("path"));
        labelled("cs1", "realm", told.realmId().isEmpty() ? null : told.realmId());
        labelled("cs2", "client", told.via().clientId());
        labelled("cs3", "session", told.via().sessionId());
    }

    private void rest(Told told) {
        labelled("cs4", "eventId", told.id().isEmpty() ? null : told.id());
        if (!told.changes().isEmpty()) {
            labelled(
                    "cs5",
                    "changed",
                    told.changes().stream().map(f -> f.thing() + "." + f.name()).collect(Collectors.joining(", ")));
        }
        labelled("cs6", "facts", told.facts().isEmpty() ? null : JsonText.of(told.facts()));
    }

    private void labelled(String key, String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            put(key, value);
            put(key + "Label", label);
        }
    }

    private void put(String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            line.append(key).append('=').append(inExtension(value)).append(' ');
        }
    }

    private static String inHeader(String value) {
        return PlainText.of(value, LONGEST).replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String inExtension(String value) {
        return value.lines()
                .map(part -> PlainText.of(part, LONGEST).replace("\\", "\\\\").replace("=", "\\="))
                .collect(Collectors.joining("\\n"));
    }
}
