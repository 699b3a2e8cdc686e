package health.keyward.audit.core;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of recorded things, and the place of a row within one run of the server. */
public final class EventIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String boot = Base64.getUrlEncoder().withoutPadding().encodeToString(random());
    private final AtomicLong counter = new AtomicLong();

    /** 32 hex digits of 16 random bytes. */
    public static String fresh() {
        return HexFormat.of().formatHex(random());
    }

    /** Id of this run of the server, 22 characters. */
    public String boot() {
        return boot;
    }

    /** Next number within this run, from 1. A number whose transaction rolls back stays unused. */
    public long next() {
        return counter.incrementAndGet();
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
