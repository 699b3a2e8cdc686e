package health.keyward.contract.inactivity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Confidential clients by name.
 *
 * @param accounts how many there are, whatever was asked
 * @param unowned how many of them nobody answers for who may sign in
 */
public record InactivityServicePage(
        List<InactivityServiceAccount> rows, @Nullable String next, long accounts, long unowned) {
    public InactivityServicePage {
        rows = List.copyOf(rows);
    }
}
