package health.keyward.abac;

import java.util.List;

/**
 * Somebody who knows something about a question. Rooms bring theirs beside their own door. A source answers for its paths alone, all of them at every
 * question that concerns it: what it does not know it says to be unknown, so that no asker can fill the gap.
 */
public interface AttributeSource {
    /** A word, unique in the house, for example {@code profile}. */
    String name();

    /** Reads only; an exception refuses the decision. */
    List<Attribute> gather(Question question);
}
