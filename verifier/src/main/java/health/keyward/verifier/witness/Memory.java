package health.keyward.verifier.witness;

import health.keyward.verifier.note.Checkpoint;
import java.io.IOException;
import java.util.Optional;

/** What a witness remembers of each log: the newest checkpoint it cosigned. */
interface Memory {
    Optional<Checkpoint> newest(String origin) throws IOException;

    /** @param hash 64 hex digits of SHA-256(origin); anything else is unknown */
    Optional<byte[]> newestByHash(String hash) throws IOException;

    /** Returns when it is on the disk. */
    void remember(Checkpoint checkpoint, byte[] note) throws IOException;
}
