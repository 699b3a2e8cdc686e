package health.keyward.contract.abac;

/** Where the bundle of the installation comes from. */
public enum PolicySource {
    /** With Keyward itself. */
    DELIVERED,
    FILE,
    URL
}
