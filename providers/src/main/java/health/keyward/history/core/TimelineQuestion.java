package health.keyward.history.core;

import java.util.List;

/**
 * What is wanted of a person's timeline.
 *
 * @param attempts whether attempts are wanted
 * @param kinds which; empty for all but tokens that were simply issued
 * @param changes whether changes to the account are wanted
 * @param decisions which decisions by policy
 */
public record TimelineQuestion(
        Window window, boolean attempts, List<Kind> kinds, boolean changes, Decisions decisions) {
    public TimelineQuestion {
        kinds = List.copyOf(kinds);
    }

    /** How many of them there are to see. */
    public enum Decisions {
        NONE,
        /** All but those that simply let the person in. */
        TELLING,
        ALL
    }
}
