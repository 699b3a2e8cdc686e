package health.keyward.contract.stepup;

/** @param reason 10 to 500 characters on one line */
public record EndFactorException(String reason) {}
