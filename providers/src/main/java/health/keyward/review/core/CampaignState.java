package health.keyward.review.core;

import java.util.Set;

/** Where a campaign stands, and where it may go from there (ADR 18). */
public enum CampaignState {
    DRAFT,
    PREVIEWED,
    RUNNING,
    HALTED,
    APPLYING,
    AWAITING_SIGN_OFF,
    CLOSED,
    CANCELLED;

    public boolean mayBecome(CampaignState next) {
        return switch (this) {
            case DRAFT -> Set.of(PREVIEWED, CANCELLED).contains(next);
            case PREVIEWED -> Set.of(DRAFT, PREVIEWED, RUNNING, CANCELLED).contains(next);
            case RUNNING -> Set.of(RUNNING, HALTED, APPLYING, CANCELLED).contains(next);
            case HALTED -> Set.of(APPLYING, CANCELLED).contains(next);
            case APPLYING -> next == AWAITING_SIGN_OFF;
            case AWAITING_SIGN_OFF -> next == CLOSED;
            case CLOSED, CANCELLED -> false;
        };
    }

    /** Whether its definition may still change. */
    public boolean isSketch() {
        return this == DRAFT || this == PREVIEWED;
    }
}
