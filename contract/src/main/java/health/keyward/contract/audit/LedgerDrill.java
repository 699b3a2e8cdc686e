package health.keyward.contract.audit;

import java.time.Instant;
import java.util.List;

/**
 * A tamper drill: what was done to a copy of the newest entries, and whether the checks of the server named it.
 *
 * @param size entries of the copy
 * @param tried what was done to it, each once
 * @param missed of these, what was not named rightly, with what was said instead; empty when all is well
 */
public record LedgerDrill(Instant at, long size, List<String> tried, List<String> missed) {
    public LedgerDrill {
        tried = List.copyOf(tried);
        missed = List.copyOf(missed);
    }
}
