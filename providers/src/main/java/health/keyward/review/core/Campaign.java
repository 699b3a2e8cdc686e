package health.keyward.review.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One campaign.
 *
 * @param stage 0 before it was launched
 * @param undoUntil until when what was denied of a clinical role can be taken back
 * @param populationHash SHA-256 of the frozen items
 * @param halts what stopped it
 * @param evidenceHash of the manifest, once it is closed
 */
public record Campaign(
        UUID id,
        RealmId realm,
        Kind kind,
        CampaignState state,
        Definition definition,
        UserId createdBy,
        String createdName,
        Instant createdAt,
        @Nullable Instant previewedAt,
        @Nullable Instant launchedAt,
        int stage,
        @Nullable Instant stageEndsAt,
        @Nullable Instant undoUntil,
        @Nullable String populationHash,
        List<String> halts,
        @Nullable Instant signedAt,
        @Nullable String signedBy,
        @Nullable String evidenceHash,
        @Nullable String eventId) {
    public Campaign {
        halts = List.copyOf(halts);
    }

    /** A campaign, or a small one about one person (AR-15). */
    public enum Kind {
        CAMPAIGN,
        MICRO
    }

    /** As entries of the ledger name it. */
    public String about() {
        return id.toString().replace("-", "");
    }
}
