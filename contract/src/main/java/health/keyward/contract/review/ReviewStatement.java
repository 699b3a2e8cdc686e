package health.keyward.contract.review;

/** What is signed, word for word; another text has another version. */
public record ReviewStatement(int version, String text) {}
