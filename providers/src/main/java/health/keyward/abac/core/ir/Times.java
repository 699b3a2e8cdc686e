package health.keyward.abac.core.ir;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;

/** Times that are given, in nanoseconds since 1970; nothing here looks at a clock. */
final class Times {
    private static final long NANOS = 1_000_000_000;
    private static final BigInteger BILLION = BigInteger.valueOf(NANOS);

    /** Beyond that no year is in range anyway. */
    private static final long FAR = 100_000;

    private Times() {}

    static void into(Map<String, Builtin> all) {
        all.put("time.parse_rfc3339_ns", (Builtin.One) (a, run) -> parse(Args.text(a)));
        all.put("time.date", (Builtin.One) (a, run) -> {
            ZonedDateTime at = at(a);
            return Arr.of((long) at.getYear(), (long) at.getMonthValue(), (long) at.getDayOfMonth());
        });
        all.put("time.clock", (Builtin.One) (a, run) -> {
            ZonedDateTime at = at(a);
            return Arr.of((long) at.getHour(), (long) at.getMinute(), (long) at.getSecond());
        });
        all.put("time.weekday", (Builtin.One)
                (a, run) -> at(a).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        all.put("time.add_date", (Builtin.Many) (args, run) -> added(args));
        all.put("time.diff", (Builtin.Two) (a, b, run) -> difference(at(a), at(b)));
    }

    /** Nanoseconds, or an array of them with the name of a zone. */
    private static ZonedDateTime at(Object value) {
        Object nanos = value;
        ZoneId zone = ZoneOffset.UTC;
        if (value instanceof Arr array) {
            if (array.size() == 0) {
                throw Fault.OPERAND;
            }
            nanos = array.at(0);
            if (array.size() > 1) {
                zone = zone(Args.text(array.at(1)));
            }
        }
        long ns = Args.whole(Args.number(nanos));
        return Instant.ofEpochSecond(Math.floorDiv(ns, NANOS), Math.floorMod(ns, NANOS))
                .atZone(zone);
    }

    private static ZoneId zone(String name) {
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw Fault.OPERAND;
        }
        return ZoneId.of(name);
    }

    private static Object nanos(Instant instant) {
        BigInteger nanos = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BILLION)
                .add(BigInteger.valueOf(instant.getNano()));
        if (nanos.bitLength() > 63) {
            throw new Fault("time outside of valid range");
        }
        return nanos.longValueExact();
    }

    /** Months run over into years and days into months. */
    private static Object added(Object[] args) {
        ZonedDateTime at = at(args[0]);
        long years = Args.whole(args[1]);
        long months = Args.whole(args[2]);
        long days = Args.whole(args[3]);
        if (Math.abs(years) > FAR || Math.abs(months) > FAR * 12 || Math.abs(days) > FAR * 366) {
            throw new Fault("time outside of valid range");
        }
        LocalDate date = at.toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(years * 12 + months)
                .plusDays(at.getDayOfMonth() - 1L + days);
        return nanos(date.atTime(at.toLocalTime()).atZone(at.getZone()).toInstant());
    }

    private static Object difference(ZonedDateTime a, ZonedDateTime b) {
        ZonedDateTime other = b.withZoneSameInstant(a.getZone());
        LocalDateTime first = (a.isAfter(other) ? other : a).toLocalDateTime();
        LocalDateTime last = (a.isAfter(other) ? a : other).toLocalDateTime();
        long[] parts = {
            (long) last.getYear() - first.getYear(),
            (long) last.getMonthValue() - first.getMonthValue(),
            (long) last.getDayOfMonth() - first.getDayOfMonth(),
            (long) last.getHour() - first.getHour(),
            (long) last.getMinute() - first.getMinute(),
            (long) last.getSecond() - first.getSecond()
        };
        long[] full = {0, 12, first.toLocalDate().lengthOfMonth(), 24, 60, 60};
        for (int i = 5; i > 0; i--) {
            if (parts[i] < 0) {
                parts[i] += full[i];
                parts[i - 1]--;
            }
        }
        Arr made = new Arr(6);
        for (long part : parts) {
            made.add(part);
        }
        return made;
    }

    /** As Go reads RFC 3339: the hour may have one digit, the fraction may follow a comma. */
    private static Object parse(String text) {
        Reader in = new Reader(text);
        int year = in.number(4, 4);
        in.skip('-');
        int month = in.number(2, 2);
        in.skip('-');
        int day = in.number(2, 2);
        in.skip('T');
        int hour = in.number(1, 2);
        in.skip(':');
        int minute = in.number(2, 2);
        in.skip(':');
        int second = in.number(2, 2);
        int nano = in.fraction();
        int offset = in.offset();
        if (hour > 23 || minute > 59 || second > 59) {
            throw Fault.OPERAND;
        }
        try {
            return nanos(LocalDateTime.of(year, month, day, hour, minute, second, nano)
                    .toInstant(ZoneOffset.UTC)
                    .minusSeconds(offset));
        } catch (DateTimeException e) {
            throw Fault.OPERAND;
        }
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        private boolean digit() {
            return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }

        int number(int least, int most) {
            int value = 0;
            int digits = 0;
            while (digits < most && digit()) {
                value = value * 10 + text.charAt(at++) - '0';
                digits++;
            }
            if (digits < least) {
                throw Fault.OPERAND;
            }
            return value;
        }

        void skip(char c) {
            if (at >= text.length() || text.charAt(at++) != c) {
                throw Fault.OPERAND;
            }
        }

        int fraction() {
            if (at + 1 >= text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
                return 0;
            }
            at++;
            if (!digit()) {
                throw Fault.OPERAND;
            }
            int nano = 0;
            for (int digits = 0; digits < 9 || digit(); digits++) {
                if (digits < 9) {
                    nano = nano * 10 + (digit() ? text.charAt(at++) - '0' : 0);
                } else {
                    at++;
                }
            }
            return nano;
        }

        /** In seconds; the text must end behind it. */
        int offset() {
            int seconds = 0;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                int sign = text.charAt(at++) == '-' ? -1 : 1;
                int hours = number(2, 2);
                skip(':');
                int minutes = number(2, 2);
                if (hours > 24 || minutes > 60) {
                    throw Fault.OPERAND;
                }
                seconds = sign * (hours * 3600 + minutes * 60);
            } else {
                skip('Z');
            }
            if (at != text.length()) {
                throw Fault.OPERAND;
            }
            return seconds;
        }
    }
}
