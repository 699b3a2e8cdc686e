package health.keyward.contract.stepup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment link that two staff agreed on. Its code is never among this.
 *
 * @param proposalId of the proposal it came from
 * @param factor {@code AUTHENTICATOR_APP} or {@code PASSKEY}
 * @param delivery {@code MAIL} or {@code PRINTED}
 * @param endedAt when it was used or died; null while it lives
 * @param codeForYou whether the caller may have the code shown, once
 */
public record EnrolmentRow(
        String proposalId,
        String personId,
        String factor,
        String delivery,
        EnrolmentState state,
        Instant expiresAt,
        @Nullable Instant endedAt,
        boolean codeForYou) {}
