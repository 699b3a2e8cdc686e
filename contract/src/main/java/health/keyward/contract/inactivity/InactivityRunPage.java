package health.keyward.contract.inactivity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs, newest first. */
public record InactivityRunPage(
        List<InactivityRun> rows, @Nullable String next) {
    public InactivityRunPage {
        rows = List.copyOf(rows);
    }
}
