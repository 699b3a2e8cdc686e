package health.keyward.stepup.core;

import health.keyward.stepup.Factor;
import health.keyward.stepup.Level;
import health.keyward.stepup.Proof;
import java.util.List;

/**
 * A proof with what apps are told of it.
 *
 * @param amr RFC 8176 values, as known when it was shown
 */
public record Shown(Proof proof, List<String> amr) {
    public Shown {
        amr = List.copyOf(amr);
    }

    /** Something held that the device unlocked for its verified user: both factors in one act (SP 800-63B-4 3.1.7). */
    boolean bothFactors() {
        return proof.userVerified() && proof.level().includes(Level.MULTI_FACTOR);
    }

    boolean isPassword() {
        return proof.factor() == Factor.PASSWORD;
    }

    boolean sameCredentialAs(Shown other) {
        return proof.factor() == other.proof.factor()
                && (proof.credential() == null
                        ? other.proof.credential() == null
                        : proof.credential().equals(other.proof.credential()));
    }
}
