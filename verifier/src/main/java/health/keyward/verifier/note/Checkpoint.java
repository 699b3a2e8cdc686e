package health.keyward.verifier.note;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.tree.TreeHash;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * C2SP tlog-checkpoint: this log, at this size, has this root.
 *
 * @param root 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root, Note note) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** @throws Malformed when it is no checkpoint */
    public static Checkpoint of(byte[] bytes) {
        Note note = Note.of(bytes);
        String[] lines = note.text().split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !SIZE.matcher(lines[1]).matches()) {
            throw new Malformed("a note that is no checkpoint");
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines[2]);
            if (root.length != TreeHash.LENGTH) {
                throw new Malformed("a checkpoint whose root has not 32 bytes");
            }
            return new Checkpoint(lines[0], Long.parseLong(lines[1]), root, note);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a checkpoint whose root is no base64");
        }
    }

    public String rootText() {
        return Base64.getEncoder().encodeToString(root);
    }
}
