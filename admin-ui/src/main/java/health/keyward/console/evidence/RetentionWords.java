package health.keyward.console.evidence;

import java.util.Set;

/** Words of the API that have words of their own here; what this console does not know yet is still shown. */
final class RetentionWords {
    static final Set<String> KNOWN = Set.of(
            "SHRED", "HOLD", "RELEASE", "DISPOSAL", "REWRAP", "EPOCH", "ON_HOLD", "NOT_YET_DELIVERED", "NOT_SOUND");

    private RetentionWords() {}
}
