package health.keyward.audit.core;

import health.keyward.audit.core.Anchors.Growth;
import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Anchors.Told;
import java.time.Duration;
import java.util.Optional;

/** One place outside the database that remembers checkpoints. Answers, and never throws; waits no longer than it is told. */
interface Anchor {
    String name();

    /** @return empty for an anchor that cannot be asked */
    Optional<Newest> newest(Origin origin, Duration most);

    Told publish(TreeHead head, String note, Growth growth, Duration most);
}
