package health.keyward.contract.breakglass;

import java.time.Instant;

/**
 * A question to the person, or the answer.
 *
 * @param kind {@code QUESTION} or {@code ANSWER}
 * @param by user name
 */
public record BreakGlassCaseWord(String kind, String by, Instant at, String words) {}
