package health.keyward.contract.review;

import java.util.List;

/**
 * How far a campaign is.
 *
 * @param decided of this stage, or resolved
 * @param keep items by their last answer
 * @param escalated items that went on because they were answered too fast, or not at all
 */
public record ReviewProgress(
        long items,
        long open,
        long decided,
        long keep,
        long reduce,
        long revoke,
        long unresolved,
        long gone,
        long escalated,
        List<Count> effects) {
    public ReviewProgress {
        effects = List.copyOf(effects);
    }

    public record Count(ReviewEffect effect, long items) {}
}
