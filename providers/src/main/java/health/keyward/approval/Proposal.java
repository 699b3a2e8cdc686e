package health.keyward.approval;

import health.keyward.kernel.RealmId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that was proposed, and what became of it.
 *
 * @param payload the text that is shown and bound
 * @param hash SHA-256 of the payload's UTF-8 bytes, 64 hex digits
 * @param reason why, in the proposer's words
 * @param decided who confirmed, declined or took it back; null while it is open, and when it expired
 * @param decision why it was declined or could not be done
 */
public record Proposal(
        UUID id,
        RealmId realm,
        String kind,
        String title,
        String payload,
        String hash,
        Signed proposed,
        String reason,
        Instant expiresAt,
        State state,
        @Nullable Signed decided,
        @Nullable String decision) {
    /**
     * Where a proposal stands. All but {@code OPEN} are final.
     */
    public enum State {
        OPEN,
        /** Confirmed and done. */
        EXECUTED,
        /** Confirmed, but it could not be done; nothing of it was stored. */
        FAILED,
        DECLINED,
        WITHDRAWN,
        EXPIRED
    }
}
