package health.keyward.stepup.store;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.MapCheck;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapVersions.NewVersion;
import health.keyward.stepup.store.MapVersions.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where maps lie, and what the realm knows that they are about. A port; everything happens in the caller's transaction. */
public interface MapShelf {
    /** Keeps a map for a second person; gives the hash it is found by. */
    String keep(RealmId realm, List<WrittenRule> rules, Instant at);

    Optional<List<WrittenRule>> candidate(RealmId realm, String hash);

    /** Empty when none was published. */
    Optional<Version> newest(RealmId realm);

    MapCheck.Known known(RealmId realm);

    /** Why the map must not follow: it would lock every system administrator out of the console (EA-11). Empty when it may. */
    Optional<String> locksOut(RealmId realm, List<WrittenRule> rules);

    /** Publishes and records it. Empty when somebody else was first. */
    Optional<Version> publish(NewVersion wanted, Actor by);
}
