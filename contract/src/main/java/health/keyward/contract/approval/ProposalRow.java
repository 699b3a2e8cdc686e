package health.keyward.contract.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change.
 *
 * @param kind for example {@code protected-role}
 * @param title one sentence for a person
 * @param hash SHA-256 of the payload, 64 hex digits; a confirmation names it
 * @param proposer user name at that time
 * @param reason why, in the proposer's words
 * @param decider who confirmed, declined or took it back
 * @param decision why it was declined or could not be done
 */
public record ProposalRow(
        String id,
        String kind,
        String title,
        String hash,
        ProposalState state,
        String proposerId,
        String proposer,
        Instant proposedAt,
        String reason,
        Instant expiresAt,
        @Nullable String deciderId,
        @Nullable String decider,
        @Nullable Instant decidedAt,
        @Nullable String decision) {}
