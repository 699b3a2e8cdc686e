package health.keyward.verifier.check;

import health.keyward.verifier.note.Policy;
import health.keyward.verifier.note.Vkey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be verified, and against what.
 *
 * @param keys of the log, at least one; the only thing that is trusted
 * @param policy whose cosignatures are needed
 * @param anchors folder of an anchor, or null
 * @param since a checkpoint from an earlier visit, or null
 * @param projection whether rows of the read models are compared
 * @param maxAge the newest entry may be this old, or null
 */
public record Question(
        Path export,
        List<Vkey> keys,
        Policy policy,
        @Nullable Path anchors,
        @Nullable Path since,
        boolean projection,
        @Nullable Duration maxAge) {
    public Question {
        keys = List.copyOf(keys);
    }
}
