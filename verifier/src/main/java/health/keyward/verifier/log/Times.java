package health.keyward.verifier.log;

import health.keyward.verifier.Malformed;
import java.time.Instant;
import java.time.YearMonth;

/** RFC 3339 times in UTC as nanoseconds since 1970, read without making an object. */
public final class Times {
    private static final long NANOS = 1_000_000_000L;

    private Times() {}

    /** @param text for example {@code 2026-11-21T03:00:00.123456Z}; years 1900 to 2199 */
    public static long nanos(String text) {
        int end = text.length() - 1;
        if (end < 19
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(end) != 'Z') {
            throw new Malformed("no UTC time: " + text);
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (year < 1900
                || year > 2199
                || month < 1
                || month > 12
                || day < 1
                || hour > 23
                || minute > 59
                || second > 60) {
            throw new Malformed("no time: " + text);
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            throw new Malformed("no day: " + text);
        }
        long seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        return seconds * NANOS + fraction(text, end);
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static long fraction(String text, int end) {
        if (end == 19) {
            return 0;
        }
        int places = end - 20;
        if (text.charAt(19) != '.' || places < 1 || places > 9) {
            throw new Malformed("no UTC time: " + text);
        }
        long value = digits(text, 20, end);
        for (int i = places; i < 9; i++) {
            value *= 10;
        }
        return value;
    }

    /** Days since 1970, by counting years from March. */
    private static long days(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int inYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        return 365L * y + y / 4 - y / 100 + y / 400 + inYear - 719_468;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new Malformed("no UTC time: " + text);
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
