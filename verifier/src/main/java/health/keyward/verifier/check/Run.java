package health.keyward.verifier.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run of one server, as its rows tell it: which numbers came, and how its clocks went. */
final class Run {
    static final long JUMP_NANOS = 5_000_000_000L;

    private final String boot;
    private final TreeMap<Long, Gap> gaps = new TreeMap<>();
    private final Missing voided = new Missing();
    private final Missing lost = new Missing();
    private long highest;
    private long lowest;
    private long lastAt = Long.MIN_VALUE;
    private long latestAt = Long.MIN_VALUE;
    private long latestNumber;
    private long beatAt;
    private long beatUptime;
    private long beatNumber;
    private long jumped;
    private @Nullable Finding openJump;
    private boolean ended;
    private boolean silent;

    /** Numbers from its key to {@code to}, which have not come; {@code index} is the entry that stepped over them. */
    record Gap(long to, long index, long at, boolean soft) {}

    /** What became of a number that came. */
    enum Came {
        NEW,
        LATE,
        VOIDED,
        TWICE,
        BEFORE
    }

    /** @param first the first number this log can hold of it: 1, or unknown where the begin is not at hand */
    Run(String boot, long first) {
        this.boot = boot;
        this.lowest = first;
        this.highest = first - 1;
    }

    Came came(long number, long index, long at, boolean soft) {
        lastAt = Math.max(lastAt, at);
        if (number > highest) {
            if (number > highest + 1) {
                gaps.put(highest + 1, new Gap(number, index, at, soft));
            }
            highest = number;
            return Came.NEW;
        }
        if (number < lowest) {
            return Came.BEFORE;
        }
        if (take(number, number + 1)) {
            return Came.LATE;
        }
        return voided.contains(number) || lost.contains(number) ? Came.VOIDED : Came.TWICE;
    }

    /** These numbers were burnt. */
    void voids(Missing.Range range, long index, long at) {
        explain(range, index, at);
        voided.add(range.from(), range.to());
    }

    /** The sequencer gave these numbers up; the gap stays, until it is known how the run ended. */
    void loses(Missing.Range range) {
        lost.add(range.from(), range.to());
    }

    private void explain(Missing.Range range, long index, long at) {
        if (range.to() > highest + 1) {
            if (range.from() > highest + 1) {
                gaps.put(highest + 1, new Gap(range.from(), index, at, false));
            }
            highest = range.to() - 1;
        }
        take(range.from(), range.to());
    }

    private boolean take(long from, long to) {
        boolean any = false;
        for (var entry = gaps.floorEntry(to - 1);
                entry != null && entry.getValue().to() > from;
                entry = gaps.lowerEntry(entry.getKey())) {
            long start = entry.getKey();
            Gap gap = entry.getValue();
            any = true;
            gaps.remove(start);
            if (gap.to() > to) {
                gaps.put(to, gap);
            }
            if (start < from) {
                gaps.put(start, new Gap(from, gap.index(), gap.at(), gap.soft()));
            }
        }
        return any;
    }

    /** A row with a time; rows are written after what they tell, so that none may lie ahead of a later mark. */
    void sees(long number, long at) {
        if (at > latestAt) {
            latestAt = at;
            latestNumber = number;
        }
    }

    /** A mark, whose time is the moment it was written. */
    void marks(long number, long index, long at) {
        if (latestNumber > 0 && latestNumber < number && latestAt - at > JUMP_NANOS) {
            open(index, "rows before it lie " + (latestAt - at) / 1_000_000 + " ms ahead of its time");
            latestAt = at;
            latestNumber = number;
        }
        sees(number, at);
    }

    /** @param uptime milliseconds of the clock that cannot be set */
    void beats(long number, long index, long at, long uptime) {
        if (beatNumber > 0 && number > beatNumber) {
            long wall = at - beatAt;
            long drift = wall - (uptime - beatUptime) * 1_000_000;
            if (uptime < beatUptime || Math.abs(drift - jumped) > JUMP_NANOS) {
                open(
                        index,
                        "between two heartbeats the clock moved " + wall / 1_000_000 + " ms, time itself "
                                + (uptime - beatUptime) + " ms");
            }
        }
        if (number > beatNumber) {
            beatNumber = number;
            beatAt = at;
            beatUptime = uptime;
            jumped = 0;
        }
    }

    private void open(long index, String what) {
        openJump =
                openJump == null ? Finding.at(Damage.CLOCK_JUMP, index, "server run " + boot + ": " + what) : openJump;
    }

    /** It says so itself. */
    void jumps(long number, long millis, long at) {
        jumped += millis * 1_000_000;
        latestAt = at;
        latestNumber = number;
        openJump = null;
    }

    /** What its clock did without a word, once the next beat or the end has come. */
    @Nullable
    Finding takeJump() {
        Finding jump = openJump;
        openJump = null;
        return jump;
    }

    void ends() {
        ended = true;
    }

    void falls(boolean nowSilent) {
        silent = nowSilent;
    }

    boolean ended() {
        return ended;
    }

    boolean silent() {
        return silent;
    }

    boolean beating() {
        return beatNumber > 0 && !ended && !silent;
    }

    long lastAt() {
        return lastAt;
    }

    /** Whether the sequencer gave up a whole gap. */
    boolean lost(long from, long to) {
        for (Missing.Range range : lost.all()) {
            if (range.from() <= from && range.to() >= to) {
                return true;
            }
        }
        return false;
    }

    List<java.util.Map.Entry<Long, Gap>> gaps() {
        return new ArrayList<>(gaps.entrySet());
    }
}
