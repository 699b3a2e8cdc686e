package health.keyward.contract.abac;

import java.time.Instant;

/**
 * A bundle that was handed in. It is never rewritten.
 *
 * @param sha256 of what is in it, however it was packed; 64 hex digits
 * @param by user name at that time
 * @param size bytes as it was handed in
 */
public record PolicyVersion(
        long number, String revision, String sha256, String by, String byId, Instant at, String note, int size) {}
