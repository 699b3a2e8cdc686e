package health.keyward.local.demo;

import health.keyward.local.demo.SyntheticEvent.What;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Ordinary days: shifts that rotate by week, offices on weekdays, now and then a mistyped password. The same seed, the same days. */
final class Days {
    private static final LocalTime[] SHIFTS = {LocalTime.of(6, 50), LocalTime.of(14, 50), LocalTime.of(22, 50)};

    private final ZoneId zone;

    Days(ZoneId zone) {
        this.zone = zone;
    }

    List<SyntheticEvent> of(Staff person, LocalDate day) {
        SplittableRandom chance = new SplittableRandom(person.username().hashCode() * 31L + day.toEpochDay());
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        double presence = person.worksShifts() ? (weekend ? 0.45 : 0.72) : (weekend ? 0.03 : 0.9);
        if (!person.enabled() || chance.nextDouble() > presence) {
            return List.of();
        }
        Instant start = day.atTime(begins(person, day))
                .atZone(zone)
                .toInstant()
                .plusSeconds(chance.nextInt(1500))
                .plusMillis(chance.nextInt(1000));
        return working(person, start, chance);
    }

    private static LocalTime begins(Staff person, LocalDate day) {
        long week = day.toEpochDay() / 7;
        return person.worksShifts()
                ? SHIFTS[(int) Math.floorMod(week + person.number(), 3L)]
                : LocalTime.of(7, 45).plusMinutes(person.number() % 40);
    }

    private static List<SyntheticEvent> working(Staff person, Instant start, SplittableRandom chance) {
        List<SyntheticEvent> events = new ArrayList<>();
        String session = "demo-" + Long.toHexString(start.toEpochMilli()) + "-" + person.number();
        String first = person.administers() ? "keyward-console" : "ward-board";
        Instant at = start;
        for (int miss = mistakes(chance); miss > 0; miss--) {
            events.add(event(at, chance.nextInt(4) == 0 ? What.WRONG_CODE : What.WRONG_PASSWORD, person, first, null));
            at = at.plusSeconds(8 + chance.nextInt(20));
        }
        boolean passkey = person.number() % 4 == 1;
        events.add(event(at, passkey ? What.SIGNED_IN_BY_PASSKEY : What.SIGNED_IN, person, first, session));
        for (int visits = chance.nextInt(person.ordersMedicines() ? 4 : 2); visits > 0; visits--) {
            at = at.plus(Duration.ofMinutes(20 + chance.nextInt(90)));
            String app = person.ordersMedicines() && chance.nextBoolean() ? "pharmacy" : "ward-board";
            events.add(event(at, What.SINGLE_SIGN_ON, person, app, session));
        }
        if (chance.nextInt(5) > 0) {
            Instant end = start.plus(Duration.ofMinutes(460 + chance.nextInt(60)));
            events.add(event(end, What.SIGNED_OUT, person, first, session));
        }
        return events;
    }

    private static int mistakes(SplittableRandom chance) {
        int roll = chance.nextInt(100);
        return roll < 88 ? 0 : roll < 97 ? 1 : 2;
    }

    private static SyntheticEvent event(Instant at, What what, Staff person, String app, @Nullable String session) {
        return new SyntheticEvent(at, what, person, null, app, person.address(), person.device(), session);
    }
}
