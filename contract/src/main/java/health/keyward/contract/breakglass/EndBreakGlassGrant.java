package health.keyward.contract.breakglass;

import org.jspecify.annotations.Nullable;

/** @param reason why it is revoked, 3 to 500 characters */
public record EndBreakGlassGrant(@Nullable String reason) {}
