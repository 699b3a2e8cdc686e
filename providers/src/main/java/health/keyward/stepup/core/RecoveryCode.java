package health.keyward.stepup.core;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A code that stands in for a lost factor once (SP 800-63B-4, look-up secret; SU-7). Two characters choose the code within its set and are no secret, so
 * that one slow hash is enough to check it; the other fourteen are 70 random bits.
 *
 * @param plain sixteen characters of {@link Crockford}'s alphabet
 */
public record RecoveryCode(String plain) {
    /** How many a person is given. */
    public static final int IN_A_SET = 10;
    /** From here on the person is told that few are left. */
    public static final int FEW = 3;

    static final int LENGTH = 16;
    private static final int CHOOSING = 2;

    public RecoveryCode {
        if (plain.length() != LENGTH) {
            throw new IllegalArgumentException("a recovery code has " + LENGTH + " characters");
        }
    }

    /** A set in which no two codes are chosen alike. */
    public static List<RecoveryCode> freshSet(SecureRandom random) {
        List<RecoveryCode> codes = new ArrayList<>();
        Set<String> chosen = new HashSet<>();
        while (codes.size() < IN_A_SET) {
            RecoveryCode code = new RecoveryCode(Crockford.fresh(random, LENGTH));
            if (chosen.add(code.selector())) {
                codes.add(code);
            }
        }
        return List.copyOf(codes);
    }

    public static Optional<RecoveryCode> read(String typed) {
        return Crockford.read(typed, LENGTH).map(RecoveryCode::new);
    }

    /** Which code of the set it is. */
    public String selector() {
        return plain.substring(0, CHOOSING);
    }

    /** What has to be known. */
    public String secret() {
        return plain.substring(CHOOSING);
    }

    public String grouped() {
        return Crockford.grouped(plain);
    }

    /** Never the code: records end up in logs. */
    @Override
    public String toString() {
        return "RecoveryCode[not shown]";
    }
}
