package health.keyward.local.demo;

import health.keyward.local.demo.SyntheticEvent.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What should catch the eye: one night of password spraying, one locked person, one former colleague who still tries. */
final class Incidents {
    private static final String SPRAYER = "203.0.113.77";

    private final List<Staff> staff;
    private final Instant now;

    Incidents(List<Staff> staff, Instant now) {
        this.staff = staff;
        this.now = now;
    }

    List<SyntheticEvent> events() {
        List<SyntheticEvent> events = new ArrayList<>(spray());
        staff.stream()
                .filter(person -> person.enabled() && person.worksShifts())
                .findFirst()
                .ifPresent(person -> events.addAll(locked(person)));
        staff.stream()
                .filter(person -> !person.enabled())
                .findFirst()
                .ifPresent(person -> events.addAll(former(person)));
        return events;
    }

    /** Many names, one try each, one source. */
    private List<SyntheticEvent> spray() {
        Random chance = new Random(77);
        Instant at = now.minus(Duration.ofDays(9)).minus(Duration.ofHours(3));
        List<SyntheticEvent> events = new ArrayList<>();
        for (Staff person : staff) {
            at = at.plusMillis(2500 + chance.nextInt(4000));
            events.add(new SyntheticEvent(
                    at,
                    person.enabled() ? What.WRONG_PASSWORD : What.DISABLED,
                    person,
                    null,
                    "ward-board",
                    SPRAYER,
                    "Python program",
                    null));
            if (chance.nextInt(3) > 0) {
                byte[] name = new byte[8];
                chance.nextBytes(name);
                events.add(new SyntheticEvent(
                        at.plusMillis(900),
                        What.UNKNOWN_NAME,
                        null,
                        HexFormat.of().formatHex(name),
                        "ward-board",
                        SPRAYER,
                        "Python program",
                        null));
            }
        }
        return events;
    }

    private List<SyntheticEvent> locked(Staff person) {
        Instant at = now.minus(Duration.ofDays(3)).minus(Duration.ofHours(5));
        List<SyntheticEvent> events = new ArrayList<>();
        for (int attempt = 0; attempt < 8; attempt++) {
            at = at.plusSeconds(11 + attempt);
            What what = attempt < 5 ? What.WRONG_PASSWORD : What.LOCKED;
            events.add(
                    new SyntheticEvent(at, what, person, null, "ward-board", person.address(), person.device(), null));
        }
        events.add(new SyntheticEvent(
                at.plus(Duration.ofMinutes(41)),
                What.SIGNED_IN,
                person,
                null,
                "ward-board",
                person.address(),
                person.device(),
                "demo-after-lock"));
        return events;
    }

    private List<SyntheticEvent> former(Staff person) {
        List<SyntheticEvent> events = new ArrayList<>();
        for (int day : new int[] {20, 19, 12}) {
            events.add(new SyntheticEvent(
                    now.minus(Duration.ofDays(day)).minus(Duration.ofMinutes(day * 7L)),
                    What.DISABLED,
                    person,
                    null,
                    "ward-board",
                    "198.51.100.24",
                    "Safari on iPhone",
                    null));
        }
        return events;
    }
}
