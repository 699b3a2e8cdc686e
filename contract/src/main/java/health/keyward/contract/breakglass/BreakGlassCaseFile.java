package health.keyward.contract.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a reviewer sees.
 *
 * @param words what the person gave as a reason beside its code; may be empty
 * @param remarks on those words, for example {@code REPEATED}
 * @param uses decisions and app events that carry the grant's id, in the order of the log, 500 at most
 * @param facts what is known for and against it, and what nobody knows
 * @param hindrance why the caller may not review it, for example {@code SUBORDINATE}; null when nothing stands against it
 */
public record BreakGlassCaseFile(
        BreakGlassCase review,
        BreakGlassGrant grant,
        String words,
        List<String> remarks,
        List<BreakGlassCaseWord> questions,
        List<BreakGlassCaseVerdict> verdicts,
        List<BreakGlassCaseUse> uses,
        List<BreakGlassCaseFact> facts,
        @Nullable String hindrance) {}
