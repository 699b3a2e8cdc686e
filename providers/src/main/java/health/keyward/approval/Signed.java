package health.keyward.approval;

import java.time.Instant;

/**
 * Who did it, in which session, and when.
 *
 * @param username at that time; it stays readable when the person is gone
 */
public record Signed(String userId, String username, String sessionId, Instant at) {}
