package health.keyward.contract.inactivity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exemptions and leaves, the one approved last first. */
public record InactivityExemptionPage(
        List<InactivityExemption> rows, @Nullable String next) {
    public InactivityExemptionPage {
        rows = List.copyOf(rows);
    }
}
