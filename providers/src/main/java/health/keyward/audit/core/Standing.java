package health.keyward.audit.core;

import health.keyward.audit.core.Anchors.Newest;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * How the log at hand stands to what others remember of it. A log that lies behind, or leads elsewhere, must not be signed: a log never signs two
 * histories. It goes on only in a new epoch that says why.
 */
public sealed interface Standing {
    /** It leads on from everything that is remembered. */
    record Sound() implements Standing {}

    /** Somebody remembers more than is here: the database was put back, or its end was cut off. */
    record RolledBack(String anchor, TreeHead remembered, TreeHead here) implements Standing {}

    /** Somebody remembers something else: entries that were signed have been changed. */
    record Forked(String anchor, TreeHead remembered, Hash here) implements Standing {}

    /**
     * @param here the log at hand
     * @param rootAt its root when it had that many entries, at most as many as now
     * @param answers of every anchor, and what this server and its database remember themselves; silence proves nothing
     */
    static Standing of(Origin origin, TreeHead here, LongFunction<Hash> rootAt, List<Newest> answers) {
        for (Newest answer : answers) {
            Optional<TreeHead> head =
                    answer instanceof Newest.Remembered remembered ? remembered.head() : Optional.empty();
            if (head.isPresent()) {
                Standing one = of(origin, here, rootAt, answer.anchor(), head.get());
                if (!(one instanceof Sound)) {
                    return one;
                }
            }
        }
        return new Sound();
    }

    private static Standing of(
            Origin origin, TreeHead here, LongFunction<Hash> rootAt, String anchor, TreeHead remembered) {
        int then = origin.epochOf(remembered);
        int now = origin.epochOf(here);
        if (then > now || (then == now && remembered.size() > here.size())) {
            return new RolledBack(anchor, remembered, here);
        }
        if (then < now) {
            return new Sound();
        }
        Hash root = rootAt.apply(remembered.size());
        return root.equals(remembered.root()) ? new Sound() : new Forked(anchor, remembered, root);
    }
}
