package health.keyward.contract.audit;

/**
 * Asks for a run of the self-check.
 *
 * @param full from the first entry of the epoch; else from where the last good run ended
 */
public record NewCheck(boolean full) {}
