package health.keyward.contract.inactivity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next cursor of the page after this one; null when this is the last */
public record InactivityLeaverPage(
        List<InactivityLeaver> rows, @Nullable String next) {
    public InactivityLeaverPage {
        rows = List.copyOf(rows);
    }
}
