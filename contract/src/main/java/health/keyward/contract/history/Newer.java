package health.keyward.contract.history;

/** How many rows arrived after a cursor; counted up to 100, {@code more} says there are others. */
public record Newer(int count, boolean more) {}
