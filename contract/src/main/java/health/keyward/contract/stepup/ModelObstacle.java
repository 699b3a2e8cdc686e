package health.keyward.contract.stepup;

/** What stands against accepting a model. */
public enum ModelObstacle {
    UNKNOWN,
    COMPROMISED,
    NO_HARDWARE,
    NOT_CERTIFIED,
    STATUS_NOT_UNDERSTOOD,
    NO_ATTESTATION,
    NOT_BIOMETRIC_ONLY
}
