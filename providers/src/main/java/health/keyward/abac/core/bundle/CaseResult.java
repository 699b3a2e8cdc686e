package health.keyward.abac.core.bundle;

/**
 * How a case of a bundle came out.
 *
 * @param detail what went wrong; empty when nothing did
 */
public record CaseResult(String name, boolean passed, String detail) {}
