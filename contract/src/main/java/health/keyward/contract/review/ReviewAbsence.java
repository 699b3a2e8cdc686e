package health.keyward.contract.review;

import java.time.Instant;

/** Who answers while somebody is away; by user name. */
public record ReviewAbsence(String delegate, Instant from, Instant until) {}
