package health.keyward.contract.abac;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision, explained from its sealed entry and after the policy's own mask.
 *
 * @param shown {@code ALL} that the mask lets through; {@code MASK_FAILED}: ids and outcome only; {@code ERASED}: the person was erased, nothing is left;
 *     {@code NOT_YET}: the entry cannot be read
 * @param attributes what was known, by path
 * @param overridden what the asker said and Keyward knew better
 * @param turn the smallest change that was tried and would have turned it; null when none was found
 */
public record DecisionDetail(
        DecisionRow row,
        Shown shown,
        @Nullable String resource,
        @Nullable String address,
        @Nullable String session,
        @Nullable String inputHash,
        List<Reason> reasons,
        List<Rule> rules,
        List<Known> attributes,
        List<Known> overridden,
        @Nullable Turn turn) {
    public DecisionDetail {
        reasons = List.copyOf(reasons);
        rules = List.copyOf(rules);
        attributes = List.copyOf(attributes);
        overridden = List.copyOf(overridden);
    }

    /** How much of it can be shown. */
    public enum Shown {
        ALL,
        MASK_FAILED,
        ERASED,
        NOT_YET
    }

    /**
     * @param missing paths that were unknown and would have been needed
     * @param facts as {@code name: value}
     */
    public record Reason(String code, List<String> missing, List<String> facts) {
        public Reason {
            missing = List.copyOf(missing);
            facts = List.copyOf(facts);
        }
    }

    /** A rule that took part, by where it stands in the policy. */
    public record Rule(String file, int row, String rule) {}

    /**
     * @param value as JSON; null when the mask hides it
     * @param ageSeconds at the time of the decision; null when nobody can say
     */
    public record Known(
            String path,
            @Nullable String value,
            String source,
            @Nullable Long ageSeconds) {}

    /** @param effect what would have come of it */
    public record Turn(String effect, List<Change> changes) {
        public Turn {
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param from as JSON; null when nothing was said, or the mask hides it
     * @param to as JSON; null when the mask hides it
     */
    public record Change(
            String path, @Nullable String from, @Nullable String to) {}
}
