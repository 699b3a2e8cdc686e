package health.keyward.contract.abac;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recorded decisions, decided again by a bundle with what was known then.
 *
 * @param version 0 is the bundle of the installation
 * @param sha256 of what is in the bundle
 * @param from first moment that belongs to it
 * @param to first that does not
 * @param by who ordered it, user name at that time
 * @param total decisions there are
 * @param done decisions it has been through
 * @param compared those that were decided again
 * @param erased those of which nothing is left to decide
 * @param failed those that were refused because something failed, which no policy could have changed
 * @param turns those that would be decided otherwise
 * @param detail why it could not go on; empty for all others
 * @param turned by kind; empty in a list
 */
public record PolicyReplay(
        String id,
        long version,
        String revision,
        String sha256,
        Instant from,
        Instant to,
        String by,
        Instant at,
        State state,
        @Nullable Instant began,
        @Nullable Instant ended,
        long total,
        long done,
        long compared,
        long erased,
        long failed,
        long turns,
        String detail,
        List<Turned> turned) {
    public PolicyReplay {
        turned = List.copyOf(turned);
    }

    /** How far it has come. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELED,
        FAILED
    }

    /** What a decision turned into. */
    public enum Kind {
        ALLOW_TO_DENY,
        DENY_TO_ALLOW,
        MORE_ASKED,
        LESS_ASKED,
        OFFER
    }

    /**
     * Those of one kind, each list with the most frequent first.
     *
     * @param roles a decision counts once for each role of the person
     * @param rules codes of the rules that make the difference
     * @param data class of an app's data, or confidentiality of a record
     */
    public record Turned(
            Kind kind,
            long n,
            List<Count> roles,
            List<Count> apps,
            List<Count> rules,
            List<Count> data,
            List<Example> examples) {
        public Turned {
            roles = List.copyOf(roles);
            apps = List.copyOf(apps);
            rules = List.copyOf(rules);
            data = List.copyOf(data);
            examples = List.copyOf(examples);
        }
    }

    /** @param of empty for all that are not counted one by one */
    public record Count(String of, long n) {}

    /**
     * One decision that turned.
     *
     * @param was what came of it
     * @param now what would come of it
     * @param reasons codes of the rules that make the difference
     */
    public record Example(String id, Instant at, String app, String was, String now, List<String> reasons) {
        public Example {
            reasons = List.copyOf(reasons);
        }
    }
}
