package health.keyward.contract.stepup;

/** Which models are listed. {@code HERE}: those people have, and those something was decided about. {@code KNOWN}: those and all of the metadata. */
public enum ModelShow {
    HERE,
    ACCEPTED,
    REFUSED,
    KNOWN
}
