package health.keyward.notice.core;

import health.keyward.kernel.UserId;
import java.util.List;

/** How one attempt ended. */
public sealed interface Delivery {
    record Sent() implements Delivery {}

    /**
     * The channel took nothing, so the next letter need not be tried now.
     *
     * @param why a word or two, without addresses or names
     */
    record NotSent(String why) implements Delivery {}

    /**
     * This letter alone cannot be delivered as things are; others can.
     *
     * @param why a word or two, without addresses or names
     */
    record Refused(String why) implements Delivery {}

    /** It was for a role; these hold it now. */
    record Spread(List<UserId> holders) implements Delivery {
        public Spread {
            holders = List.copyOf(holders);
        }
    }
}
