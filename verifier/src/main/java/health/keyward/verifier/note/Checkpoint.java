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
        String text = note.text();
        int origin = text.indexOf('\n');
        int size = text.indexOf('\n', origin + 1);
        int root = text.indexOf('\n', size + 1);
        if (origin < 1 || size < 0 || root < 0) {
            throw new Malformed("a note that is no checkpoint");
        }
        String entries = text.substring(origin + 1, size);
        if (!SIZE.matcher(entries).matches()) {
            throw new Malformed("a note that is no checkpoint");
        }
        try {
            byte[] hash = Base64.getDecoder().decode(text.substring(size + 1, root));
            if (hash.length != TreeHash.LENGTH) {
                throw new Malformed("a checkpoint whose root has not 32 bytes");
            }
            return new Checkpoint(text.substring(0, origin), Long.parseLong(entries), hash, note);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a checkpoint whose root is no base64");
        }
    }

    public String rootText() {
        return Base64.getEncoder().encodeToString(root);
    }
}
