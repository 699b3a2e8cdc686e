package health.keyward.contract.abac;

/**
 * A file of a bundle.
 *
 * @param text JSON with indents
 * @param whole false when only its beginning is shown
 */
public record PolicyFile(String name, String text, boolean whole) {}
