package health.keyward.inactivity.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The right of one person to open their own account again, once, for a few minutes, with password and second factor (IN-10). It is mailed to the address that
 * is known, so that neither a password nor a mailbox alone is enough.
 *
 * @param failures wrong answers given with it
 */
public record ReturnLink(UUID id, RealmId realm, UserId person, State state, Instant expiresAt, int failures) {
    public static final Duration LIFE = Duration.ofMinutes(15);
    /** Wrong answers it survives. */
    public static final int MOST_FAILURES = 5;

    private static final int BYTES = 16;

    /** Where it stands. */
    public enum State {
        ISSUED,
        USED,
        EXPIRED,
        /** Too many wrong answers. */
        DEAD
    }

    public boolean opensAt(Instant now) {
        return state == State.ISSUED && failures < MOST_FAILURES && now.isBefore(expiresAt);
    }

    /** 128 random bits as 32 hex digits: no slow hash is needed for what nobody can guess. */
    public static String freshCode(SecureRandom random) {
        byte[] code = new byte[BYTES];
        random.nextBytes(code);
        return HexFormat.of().formatHex(code);
    }

    public static Optional<String> readCode(String given) {
        return given.matches("[0-9a-f]{32}") ? Optional.of(given) : Optional.empty();
    }

    /** What is stored of a code: SHA-256, 64 hex digits. */
    public static String hash(String code) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
