package health.keyward.audit.core;

import health.keyward.audit.Recorded;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of recorded things, and the place of a row within one run of the server. */
public final class EventIds {
    /** The number of a run's first entry, its {@code BOOT}; all others come after it, whichever is written first. */
    public static final long BOOT = 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String boot = Base64.getUrlEncoder().withoutPadding().encodeToString(random());
    private final AtomicLong counter = new AtomicLong(BOOT);
    private final TreeSet<Long> burnt = new TreeSet<>();

    /** 32 hex digits of 16 random bytes. */
    public static String fresh() {
        return HexFormat.of().formatHex(random());
    }

    /** Id of this run of the server, 22 characters. */
    public String boot() {
        return boot;
    }

    /** Gives each row the next number of this run, from 2. A number whose transaction rolls back stays unused and is to be {@linkplain #burn said}. */
    public List<Numbered> number(Collection<? extends Recorded> rows) {
        List<Numbered> numbered = new ArrayList<>(rows.size());
        for (Recorded row : rows) {
            numbered.add(new Numbered(boot, counter.incrementAndGet(), row));
        }
        return numbered;
    }

    /** The numbers of these rows will never have one. */
    public synchronized void burn(Collection<Numbered> rows) {
        rows.forEach(row -> burnt.add(row.nseq()));
    }

    /** What was {@linkplain #takeBurnt taken} could not be said after all. */
    public synchronized void giveBack(Collection<Long> numbers) {
        burnt.addAll(numbers);
    }

    /** Up to {@code most} burnt numbers that nobody was told of yet, ascending; they are taken out. */
    public synchronized List<Long> takeBurnt(int most) {
        List<Long> taken = new ArrayList<>();
        while (taken.size() < most && !burnt.isEmpty()) {
            taken.add(burnt.pollFirst());
        }
        return taken;
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
