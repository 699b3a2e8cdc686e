package health.keyward.verifier.check;

import health.keyward.verifier.note.Checkpoint;
import java.util.Arrays;

/**
 * A checkpoint somebody kept. Its note is parsed again when it is wanted, so that a hundred thousand of them stay small.
 *
 * @param where the file
 * @param note as it was kept
 */
record Known(String where, long size, byte[] root, byte[] note) {
    static Known of(String where, Checkpoint checkpoint, byte[] note) {
        return new Known(where, checkpoint.size(), checkpoint.root(), note);
    }

    Checkpoint checkpoint() {
        return Checkpoint.of(note);
    }

    boolean says(byte[] other) {
        return Arrays.equals(root, other);
    }
}
