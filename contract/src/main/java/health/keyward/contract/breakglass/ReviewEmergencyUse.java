package health.keyward.contract.breakglass;

import org.jspecify.annotations.Nullable;

/**
 * What somebody found who looked at the use of an emergency account.
 *
 * @param disposition {@code DRILL}, {@code REAL} or {@code MISUSE}
 * @param words 3 to 1,000 characters
 */
public record ReviewEmergencyUse(
        @Nullable String disposition, @Nullable String words) {}
