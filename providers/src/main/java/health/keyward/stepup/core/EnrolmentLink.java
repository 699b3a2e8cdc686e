package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right of one person to enrol one factor once, for a few minutes, after two staff agreed on it. It never replaces the password and never gives a level.
 *
 * @param id of the proposal it came from
 * @param approver who confirmed; only this person is shown a printed code
 * @param failures wrong passwords typed with it
 */
public record EnrolmentLink(
        UUID id,
        RealmId realm,
        UserId person,
        UserId approver,
        Wanted factor,
        Delivery delivery,
        State state,
        Instant expiresAt,
        int failures,
        @Nullable Instant endedAt) {
    /** Wrong passwords it survives. */
    public static final int MOST_FAILURES = 5;

    private static final int LENGTH = 20;

    /** The factor it is for. */
    public enum Wanted {
        AUTHENTICATOR_APP,
        PASSKEY
    }

    /** How the person gets it. */
    public enum Delivery {
        MAIL,
        /** As a code that the second staff member prints or reads out; shown once. */
        PRINTED
    }

    /** Where it stands. */
    public enum State {
        /** Nobody knows its code yet; for a printed one, until the second staff member has it shown. */
        PREPARED,
        ISSUED,
        USED,
        EXPIRED,
        /** Too many wrong passwords, or a newer link took its place. */
        DEAD
    }

    public boolean opensAt(Instant now) {
        return state == State.ISSUED && failures < MOST_FAILURES && now.isBefore(expiresAt);
    }

    /** 100 random bits: no slow hash is needed for what cannot be guessed within minutes, nor within years. */
    public static String freshCode(SecureRandom random) {
        return Crockford.fresh(random, LENGTH);
    }

    public static Optional<String> readCode(String typed) {
        return Crockford.read(typed, LENGTH);
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
