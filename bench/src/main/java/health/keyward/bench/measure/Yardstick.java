package health.keyward.bench.measure;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;

/**
 * A fixed amount of work that tells how fast the machine is at this moment: SHA-256 over 128 MiB, once the compiler has seen
 * it. Its wall-clock time is the reading, so that a neighbour who takes the core shows as well.
 */
public final class Yardstick {
    private static final int PIECES = 128;
    private final byte[] piece = new byte[1 << 20];

    public Yardstick() {
        for (int i = 0; i < 3; i++) {
            read();
        }
    }

    public Duration read() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            long start = System.nanoTime();
            for (int i = 0; i < PIECES; i++) {
                hash.update(piece);
            }
            piece[0] = hash.digest()[0];
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }
}
