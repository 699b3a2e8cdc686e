package health.keyward.contract.breakglass;

import java.time.Instant;

/**
 * One thing that was done in the session of an emergency account.
 *
 * @param seq its number in the log
 * @param what in the words of the log
 */
public record EmergencyUseAction(long seq, Instant at, String what) {}
