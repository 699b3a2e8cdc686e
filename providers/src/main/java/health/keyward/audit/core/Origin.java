package health.keyward.audit.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of the log, such as {@code audit.example.org/keyward}. It never changes; the checkpoints of an epoch after the first carry {@code <name>/e<n>}.
 *
 * @param name without blanks and without {@code +}
 */
public record Origin(String name) {
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x2a\\x2c-\\x7e]{1,200}");
    private static final Pattern EPOCH = Pattern.compile("(.+)/e([1-9][0-9]{0,8})");

    public Origin {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the origin of the log has to be a name without blanks and plus signs, such as"
                            + " audit.example.org/keyward");
        }
        if (EPOCH.matcher(name).matches()) {
            throw new IllegalArgumentException("the origin of the log must not end like an epoch: " + name);
        }
    }

    /** @param epoch from 1 */
    public String of(int epoch) {
        return epoch == 1 ? name : name + "/e" + epoch;
    }

    /** Which epoch of this log a checkpoint speaks of; 0 when it is another log's. */
    public int epochOf(TreeHead head) {
        if (head.origin().equals(name)) {
            return 1;
        }
        Matcher epoch = EPOCH.matcher(head.origin());
        return epoch.matches() && epoch.group(1).equals(name) ? Integer.parseInt(epoch.group(2)) : 0;
    }
}
