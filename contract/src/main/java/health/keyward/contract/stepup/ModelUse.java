package health.keyward.contract.stepup;

/** What became of a model here. {@code COMPROMISED}: the metadata say that it is not to be trusted, and it is refused whatever was decided. */
public enum ModelUse {
    UNDECIDED,
    ACCEPTED,
    REFUSED,
    COMPROMISED
}
