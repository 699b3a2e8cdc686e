package health.keyward.history.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file are wanted (RFC 9110, section 14).
 *
 * @param first from 0
 * @param last included
 */
record ByteRange(long first, long last, boolean whole) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

    /**
     * The whole file when nothing, or nothing that is understood, is asked for; empty when what is asked for is not there.
     *
     * @param header of the request
     * @param length of the file
     */
    static Optional<ByteRange> of(@Nullable String header, long length) {
        Matcher asked = ONE.matcher(header == null ? "" : header.strip());
        if (!asked.matches() || (asked.group(1) == null && asked.group(2) == null)) {
            return Optional.of(new ByteRange(0, length - 1, true));
        }
        long first;
        long last = length - 1;
        if (asked.group(1) == null) {
            long tail = Long.parseLong(asked.group(2));
            if (tail == 0) {
                return Optional.empty();
            }
            first = Math.max(0, length - tail);
        } else {
            first = Long.parseLong(asked.group(1));
            last = asked.group(2) == null ? last : Math.min(last, Long.parseLong(asked.group(2)));
        }
        return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last, false));
    }

    String words() {
        return whole ? "whole" : "bytes " + first + "-" + last;
    }
}
