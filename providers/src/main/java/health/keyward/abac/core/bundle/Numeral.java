package health.keyward.abac.core.bundle;

/** A number as it was written; {@code 1.50} and {@code 1.5} are signed differently. */
public record Numeral(String text) {}
