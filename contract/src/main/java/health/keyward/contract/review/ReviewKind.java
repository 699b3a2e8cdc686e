package health.keyward.contract.review;

/** A campaign, or a small one about one person that an event asked for. */
public enum ReviewKind {
    CAMPAIGN,
    MICRO
}
