package health.keyward.console.api;

import java.util.Optional;

/** Hands out the caller's access token, renewed when it is about to end. */
@FunctionalInterface
public interface Tokens {
    /** Empty when the caller must sign in again. */
    Optional<String> of(Caller caller);
}
