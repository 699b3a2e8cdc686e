package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times as people read them: how long ago, and exactly when in the browser's zone. */
public final class Times {
    private final Clock clock;
    private final ZoneId zone;
    private final Locale locale;

    private Times(Clock clock, ZoneId zone, Locale locale) {
        this.clock = clock;
        this.zone = zone;
        this.locale = locale;
    }

    public static Times of(UI ui, Clock clock) {
        return new Times(clock, zone(ui), ui.getLocale());
    }

    public ZoneId zone() {
        return zone;
    }

    public String ago(Instant at) {
        var age = Duration.between(at, clock.instant());
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return Words.say("time.now");
        }
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            return Words.say("time.minutes", age.toMinutes());
        }
        if (age.compareTo(Duration.ofHours(24)) < 0) {
            return Words.say("time.hours", age.toHours());
        }
        if (age.compareTo(Duration.ofDays(7)) < 0) {
            return Words.say("time.days", age.toDays());
        }
        boolean thisYear =
                at.atZone(zone).getYear() == clock.instant().atZone(zone).getYear();
        return thisYear ? brief(at) : date(at);
    }

    private String date(Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    /** To the second, with the zone. */
    public String exact(Instant at) {
        var local = at.atZone(zone);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(local)
                + " " + DateTimeFormatter.ofPattern("zzz", locale).format(local);
    }

    /** Hour and minute. */
    public String clock(Instant at) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    /** Day, hour and minute, short. */
    public String brief(Instant at) {
        return day(at) + ", " + clock(at);
    }

    public String day(Instant at) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale).format(at.atZone(zone));
    }

    /** The day, with the year when it is not this one. */
    public String dated(Instant at) {
        boolean thisYear =
                at.atZone(zone).getYear() == clock.instant().atZone(zone).getYear();
        return thisYear ? day(at) : date(at);
    }

    private static ZoneId zone(UI ui) {
        var details = ui.getPage().getExtendedClientDetails();
        if (details == null || details.getTimeZoneId() == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(details.getTimeZoneId());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
