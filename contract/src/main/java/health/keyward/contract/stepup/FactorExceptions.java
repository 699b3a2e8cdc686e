package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exceptions, the one allowed last first. @param next cursor of the next page; null on the last */
public record FactorExceptions(
        List<FactorException> rows, @Nullable String next) {
    public FactorExceptions {
        rows = List.copyOf(rows);
    }
}
