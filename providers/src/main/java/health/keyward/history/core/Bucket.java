package health.keyward.history.core;

import java.time.Instant;

/** Attempts that began within one step of a histogram. */
public record Bucket(Instant start, long success, long failed, long denied) {}
