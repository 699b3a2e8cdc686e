package health.keyward.contract.inactivity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose account was closed for not being used, or who came back and has not got everything again (IN-10).
 *
 * @param why why the account cannot be opened here; null when it can
 * @param disabledAt null when the account is open
 * @param aloneUntil last moment at which the person can open it alone; null when they cannot
 * @param retrained day of the training with which the person came back last; null when there was none
 * @param kept what was taken; nothing of it is given back by itself
 */
public record InactivityReturn(
        String userId,
        String username,
        @Nullable String name,
        boolean enabled,
        Way way,
        @Nullable String why,
        @Nullable Instant disabledAt,
        @Nullable Instant aloneUntil,
        @Nullable LocalDate retrained,
        List<InactivityKeptRight> kept) {
    public InactivityReturn {
        kept = List.copyOf(kept);
    }

    /** How the account can be opened again. */
    public enum Way {
        ALONE,
        WITH_STAFF,
        NONE
    }
}
