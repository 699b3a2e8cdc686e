package health.keyward.contract.stepup;

/**
 * How the metadata stand. {@code NO_ROOT}: no trust root is set, so none are believed. {@code NOT_BELIEVED}: what is kept does not lead to the present root.
 * {@code OUTDATED}: they go on to serve, but should have been replaced.
 */
public enum MetadataCondition {
    NO_ROOT,
    NONE,
    NOT_BELIEVED,
    OUTDATED,
    GOOD
}
