package health.keyward.contract.breakglass;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An opening of an emergency account by two custodians, and what came of it.
 *
 * @param account user name
 * @param drill whether the first custodian said that it is an exercise
 * @param why in the first custodian's words
 * @param state {@code WAITING} for the second custodian, {@code OPEN}, {@code USED} while the session may run, or {@code OVER}
 * @param first the first custodian's user name
 * @param second null while one is missing
 * @param usedAt when the account signed in; null when it did not
 * @param overAt when its session was seen to be over and its credentials were removed
 * @param normalPath {@code WHOLE}, or what of the normal path of administrators did not work as it was opened, separated by commas; null when nobody could tell
 * @param disposition {@code DRILL}, {@code REAL} or {@code MISUSE}; null until somebody reviewed it
 */
public record EmergencyUse(
        String id,
        String account,
        boolean drill,
        String why,
        String state,
        String first,
        Instant firstAt,
        @Nullable String second,
        @Nullable Instant secondAt,
        @Nullable Instant usedAt,
        @Nullable Instant overAt,
        @Nullable String normalPath,
        @Nullable String disposition,
        @Nullable String words,
        @Nullable String reviewer,
        @Nullable Instant reviewedAt) {}
