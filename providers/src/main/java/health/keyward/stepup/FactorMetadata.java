package health.keyward.stepup;

import java.time.Instant;

/** How the service stands that says which authenticators can be believed. A door of the room. */
@FunctionalInterface
public interface FactorMetadata {
    /** Whether what is known of models was verified and should not have been replaced by now; true where the installation wants none. */
    boolean isCurrent(Instant now);
}
