package health.keyward.audit.core;

import java.util.List;

/** Where a feed leads. Called by one node at a time; a call ends within a minute, whatever the other side does. */
public interface Outlet {
    /** @param batch in the order of the log, at least one entry */
    Outcome send(List<Told> batch);

    /** How a delivery ended. */
    sealed interface Outcome {
        /** The other side has all of it, durably as far as it says. */
        record Taken() implements Outcome {}

        /**
         * The other side has some of it, all or nothing; all of it is sent again.
         *
         * @param why short, without anything of what was sent
         */
        record Refused(String why) implements Outcome {}
    }
}
