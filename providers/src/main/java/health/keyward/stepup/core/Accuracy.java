package health.keyward.stepup.core;

import org.jspecify.annotations.Nullable;

/**
 * How well a model tells people apart, in its maker's words ({@code baDesc}). Zero means "not said" there, and is null here.
 *
 * @param falseAccept share of strangers it takes for its user
 * @param falseReject share of tries in which it does not know its user
 */
public record Accuracy(
        String method,
        @Nullable Double falseAccept,
        @Nullable Double falseReject) {
    /** At most one false match in a thousand (21 CFR 1311.116(c)). */
    private static final double DEA = 0.001;

    public boolean meetsDea() {
        return falseAccept != null && falseAccept > 0 && falseAccept <= DEA;
    }
}
