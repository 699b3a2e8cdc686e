package health.keyward.contract.review;

/** Where a campaign stands; ADR 18 has the legal moves. */
public enum ReviewCampaignState {
    DRAFT,
    PREVIEWED,
    RUNNING,
    HALTED,
    APPLYING,
    AWAITING_SIGN_OFF,
    CLOSED,
    CANCELLED
}
