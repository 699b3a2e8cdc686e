package health.keyward.contract.abac;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions, newest first.
 *
 * @param next cursor of the page after this one; null at the end
 */
public record DecisionPage(List<DecisionRow> rows, @Nullable String next) {
    public DecisionPage {
        rows = List.copyOf(rows);
    }
}
