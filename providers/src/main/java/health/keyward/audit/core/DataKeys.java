package health.keyward.audit.core;

/** Where the writer gets the keys it seals with. */
@FunctionalInterface
public interface DataKeys {
    /**
     * The owner's key, made durably before this returns when there is none yet.
     *
     * @throws RuntimeException when it cannot be had; then nothing may be recorded as a success
     */
    DataKey of(KeyOwner owner);
}
