package health.keyward.contract.review;

/**
 * Takes the own answer back while its stage is open; the answer stays in the history of the item.
 *
 * @param version of the item as it was shown; another one is refused with 409
 */
public record ReopenReviewItem(long version) {}
