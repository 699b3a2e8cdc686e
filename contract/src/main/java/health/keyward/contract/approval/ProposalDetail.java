package health.keyward.contract.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One proposal with exactly what it would change.
 *
 * @param subjectId the person it concerns, who cannot confirm it; null when it concerns none
 * @param lines what differs afterwards
 * @param payload the text that the hash covers, to the byte (UTF-8)
 */
public record ProposalDetail(ProposalRow row, @Nullable String subjectId, List<Line> lines, String payload) {
    /**
     * One thing that differs afterwards.
     *
     * @param before null when there was nothing
     * @param after null when nothing is left
     */
    public record Line(
            String name, @Nullable String before, @Nullable String after) {}
}
