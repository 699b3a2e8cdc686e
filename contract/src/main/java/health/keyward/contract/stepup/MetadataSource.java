package health.keyward.contract.stepup;

/** Where metadata come from. */
public enum MetadataSource {
    FILE,
    URL,
    UPLOAD
}
