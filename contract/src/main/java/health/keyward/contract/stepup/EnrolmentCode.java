package health.keyward.contract.stepup;

import java.time.Instant;

/**
 * A one-time enrolment code, handed out once.
 *
 * @param code in groups of four characters
 * @param page where the person types it, together with the password
 */
public record EnrolmentCode(String code, String page, Instant expiresAt) {
    /** Never the code: records end up in logs. */
    @Override
    public String toString() {
        return "EnrolmentCode[not shown]";
    }
}
