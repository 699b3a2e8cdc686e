package health.keyward.stepup.core;

/**
 * A realm role that is looked at.
 *
 * @param said whether it says itself what it touches
 */
public record CoveredRole(String id, String name, DataClass touches, boolean said) {}
