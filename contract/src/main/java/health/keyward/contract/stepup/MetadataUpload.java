package health.keyward.contract.stepup;

import org.jspecify.annotations.Nullable;

/**
 * Metadata to take in.
 *
 * @param blob as the metadata service hands them out: a JWS in its compact form
 */
public record MetadataUpload(@Nullable String blob) {}
