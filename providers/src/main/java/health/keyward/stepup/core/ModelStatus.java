package health.keyward.stepup.core;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One status report of the metadata (FIDO Metadata Service 3.1, AuthenticatorStatus), as it was written: a word that is new to us is kept, and proves nothing.
 *
 * @param since its effective date; null when it has none
 */
public record ModelStatus(String word, @Nullable LocalDate since) {
    /** After one of these a model is not used again, whatever follows: an update mends the next device, not the one in the pocket. */
    private static final Set<String> COMPROMISED = Set.of(
            "REVOKED",
            "USER_VERIFICATION_BYPASS",
            "ATTESTATION_KEY_COMPROMISE",
            "USER_KEY_REMOTE_COMPROMISE",
            "USER_KEY_PHYSICAL_COMPROMISE");

    private static final Set<String> NOT_CERTIFIED = Set.of("NOT_FIDO_CERTIFIED", "SELF_ASSERTION_SUBMITTED");

    private static final Set<String> NEUTRAL = Set.of("UPDATE_AVAILABLE", "RETIRED");

    public boolean compromised() {
        return COMPROMISED.contains(word);
    }

    /** Whether it says something about certification by the FIDO Alliance, good or bad. */
    boolean aboutCertification() {
        return certified() || NOT_CERTIFIED.contains(word);
    }

    boolean certified() {
        return word.startsWith("FIDO_CERTIFIED");
    }

    /** Whether we know what it means. */
    boolean understood() {
        return compromised()
                || aboutCertification()
                || NEUTRAL.contains(word)
                || word.startsWith("FIPS140_CERTIFIED_L");
    }
}
