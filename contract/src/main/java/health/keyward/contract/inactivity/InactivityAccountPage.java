package health.keyward.contract.inactivity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts by user name. {@code next} is the cursor of the page that follows; null on the last. */
public record InactivityAccountPage(
        List<InactivityAccount> rows, @Nullable String next) {
    public InactivityAccountPage {
        rows = List.copyOf(rows);
    }
}
