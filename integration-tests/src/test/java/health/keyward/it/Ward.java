package health.keyward.it;

import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The people of the house, lent to tests one by one: nobody is lent twice, because a one-time code counts once and a locked person stays locked.
 */
public final class Ward {
    private static final Set<String> KEPT_FOR_THE_HOUSE = Set.of("victor.hale", "anneke.devries");
    private static final Map<String, Deque<DemoPerson>> FREE = new HashMap<>();
    private static final Map<String, Long> SPENT_STEP = new ConcurrentHashMap<>();

    private Ward() {}

    /** Somebody with this role, a second factor, and no other test's traces. */
    public static synchronized DemoPerson someone(String role) {
        DemoPerson person = FREE.computeIfAbsent(role, Ward::holders).poll();
        if (person == null) {
            throw new IllegalStateException(
                    "every " + role + " is lent to a test already; add people to the blueprint");
        }
        FREE.values().forEach(queue -> queue.removeIf(p -> p.username().equals(person.username())));
        return person;
    }

    /** The system administrator the tests look through; sign in as this person once and keep the token. */
    public static DemoPerson keeper() {
        return house().register().person("victor.hale");
    }

    /** The system administrator who sits at the console in the browser tests. */
    public static DemoPerson atTheConsole() {
        return house().register().person("anneke.devries");
    }

    public static House house() {
        return TheHouse.stands();
    }

    /**
     * A code of this person that was not used yet: of the step before while that counts long enough to be typed, else of the present one, then of the
     * next; waits when these are spent.
     */
    public static String freshCode(DemoPerson person) {
        long step =
                SPENT_STEP.merge(person.username(), firstThatCounts(), (spent, first) -> Math.max(spent + 1, first));
        while (step > stepNow() + 1) {
            LockSupport.parkNanos(200_000_000L);
        }
        return person.codeAt(Instant.ofEpochSecond(step * 30));
    }

    private static long firstThatCounts() {
        boolean timeEnough = Clock.systemUTC().instant().getEpochSecond() % 30 < 12;
        return timeEnough ? stepNow() - 1 : stepNow();
    }

    private static long stepNow() {
        return Clock.systemUTC().instant().getEpochSecond() / 30;
    }

    /** A code whose time has passed; it was right once. */
    public static String oldCode(DemoPerson person) {
        return person.codeAt(Clock.systemUTC().instant().minusSeconds(300));
    }

    private static Deque<DemoPerson> holders(String role) {
        Deque<DemoPerson> free = new ArrayDeque<>();
        house().register().people().stream()
                .filter(p -> p.enabled() && p.hasSecondFactor() && p.roles().contains(role))
                .filter(p -> !KEPT_FOR_THE_HOUSE.contains(p.username()))
                .filter(p -> FREE.values().stream().allMatch(q -> true))
                .forEach(free::add);
        return free;
    }
}
