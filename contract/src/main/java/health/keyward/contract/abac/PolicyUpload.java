package health.keyward.contract.abac;

import org.jspecify.annotations.Nullable;

/**
 * A bundle to be kept.
 *
 * @param bundle what {@code opa build} writes, in Base64; at most 4 MiB before that
 * @param note what it is for, 3 to 300 characters
 */
public record PolicyUpload(
        @Nullable String bundle, @Nullable String note) {}
