package health.keyward.contract.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges an emergency access.
 *
 * @param disposition {@code APPROPRIATE}, {@code POLICY_GAP}, {@code INAPPROPRIATE}, {@code CONTESTED} or {@code INCIDENT}
 * @param checklist every item once
 * @param note 15 to 1000 characters, except where everything was in order
 * @param blankAttested that the caller knows nothing was recorded under the grant and says why in the note
 */
public record GiveBreakGlassVerdict(
        @Nullable String disposition,
        @Nullable List<BreakGlassCheck> checklist,
        @Nullable String note,
        boolean blankAttested) {}
