package health.keyward.history.rest;

import health.keyward.keycloak.Problems;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event id as callers write it: 32 hex digits. */
final class EventId {
    private static final Pattern HEX =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    private EventId() {}

    static UUID parse(String text) {
        Matcher hex = HEX.matcher(text);
        if (!hex.matches()) {
            throw Problems.badRequest("bad-id", "An id has 32 hex digits in lower case.");
        }
        return UUID.fromString(hex.replaceAll("$1-$2-$3-$4-$5"));
    }
}
