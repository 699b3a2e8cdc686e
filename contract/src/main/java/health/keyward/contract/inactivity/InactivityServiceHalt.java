package health.keyward.contract.inactivity;

import java.time.Instant;

/**
 * Clients the policy would disable and does not, because they are too many at once; two administrators may let it go on.
 *
 * @param clients how many
 * @param hash SHA-256 of the list, 64 hex digits
 */
public record InactivityServiceHalt(Instant since, int clients, String hash) {}
