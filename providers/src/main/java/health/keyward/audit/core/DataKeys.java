package health.keyward.audit.core;

import java.util.Collection;

/** Where the writer gets the keys it seals with. */
@FunctionalInterface
public interface DataKeys {
    /**
     * The owner's key, made durably before this returns when there is none yet.
     *
     * @throws RuntimeException when it cannot be had; then nothing may be recorded as a success
     */
    DataKey of(KeyOwner owner);

    /**
     * Makes those at hand that are not, all together: many entries are about to be sealed.
     *
     * @throws RuntimeException when they cannot be had
     */
    default void ready(Collection<KeyOwner> owners) {}
}
