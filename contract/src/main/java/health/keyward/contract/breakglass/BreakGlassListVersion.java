package health.keyward.contract.breakglass;

import java.time.Instant;

/**
 * A published version of a list. It is never rewritten.
 *
 * @param sha256 of its text, 64 hex digits
 * @param by who proposed it, user name at that time
 * @param reviewer who confirmed it
 * @param approval id of the proposal they agreed on
 * @param reason why
 */
public record BreakGlassListVersion(
        int number, String sha256, String by, String reviewer, String approval, Instant at, String reason) {}
