package health.keyward.notice.core;

import health.keyward.kernel.UserId;
import java.util.List;

/** How one attempt ended. */
public sealed interface Delivery {
    record Sent() implements Delivery {}

    /** @param why a word or two, without addresses or names */
    record NotSent(String why) implements Delivery {}

    /** It was for a role; these hold it now. */
    record Spread(List<UserId> holders) implements Delivery {
        public Spread {
            holders = List.copyOf(holders);
        }
    }
}
