package health.keyward.contract.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One campaign.
 *
 * @param stage 1 to 3; 0 before it was launched
 * @param undoUntil until when a revocation of a clinical role can be taken back before it is done; null when none waits
 * @param populationHash SHA-256 of the frozen items, 64 hex digits; null before a preview
 * @param halts why the circuit breaker stopped the applying
 * @param evidenceHash SHA-256 of the manifest of the evidence; null until it is closed
 * @param eventId entry of the ledger whose {@code about} is that hash
 */
public record ReviewCampaign(
        String id,
        ReviewKind kind,
        ReviewCampaignState state,
        ReviewCampaignDraft definition,
        @Nullable String ownerName,
        String createdBy,
        Instant createdAt,
        @Nullable Instant launchedAt,
        int stage,
        @Nullable Instant stageEndsAt,
        @Nullable Instant undoUntil,
        @Nullable String populationHash,
        ReviewProgress progress,
        List<String> halts,
        @Nullable Instant signedAt,
        @Nullable String signedBy,
        @Nullable String evidenceHash,
        @Nullable String eventId) {
    public ReviewCampaign {
        halts = List.copyOf(halts);
    }
}
