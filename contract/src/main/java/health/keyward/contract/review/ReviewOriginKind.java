package health.keyward.contract.review;

/** What kind of system a right comes from. */
public enum ReviewOriginKind {
    DIRECTORY,
    IDENTITY_PROVIDER
}
