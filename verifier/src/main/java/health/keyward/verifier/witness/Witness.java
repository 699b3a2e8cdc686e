package health.keyward.verifier.witness;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.note.Checkpoint;
import health.keyward.verifier.note.Note;
import health.keyward.verifier.note.Vkey;
import health.keyward.verifier.tree.Proofs;
import health.keyward.verifier.tree.TreeHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Cosigns a checkpoint only when the log grew to it from the last one cosigned, and remembers it before it says so. */
final class Witness {
    private final WitnessKey key;
    private final List<Vkey> logs;
    private final Memory memory;
    private final Clock clock;

    Witness(WitnessKey key, List<Vkey> logs, Memory memory, Clock clock) {
        this.key = key;
        this.logs = List.copyOf(logs);
        this.memory = memory;
        this.clock = clock;
    }

    Vkey vkey() {
        return key.vkey();
    }

    /** @param hash hex digits of SHA-256(origin) */
    Optional<byte[]> newest(String hash) throws IOException {
        return memory.newestByHash(hash);
    }

    /** One request at a time: what is compared is what is replaced. */
    synchronized Answer add(byte[] body) throws IOException {
        AddCheckpoint request;
        try {
            request = AddCheckpoint.of(body);
        } catch (Malformed e) {
            return new Answer.Refused(400, e.what());
        }
        Checkpoint checkpoint = request.checkpoint();
        List<Vkey> keys =
                logs.stream().filter(log -> names(log, checkpoint.origin())).toList();
        if (keys.isEmpty()) {
            return new Answer.Refused(404, "unknown log");
        }
        if (!(checkpoint.note().under(keys) instanceof Note.Holds.Signed)) {
            return new Answer.Refused(403, "not signed by the log");
        }
        if (request.oldSize() > checkpoint.size()) {
            return new Answer.Refused(400, "the old size is larger than the new one");
        }
        Optional<Checkpoint> last = memory.newest(checkpoint.origin());
        long lastSize = last.map(Checkpoint::size).orElse(0L);
        byte[] lastRoot = last.map(Checkpoint::root).orElseGet(TreeHash::empty);
        if (request.oldSize() != lastSize
                || checkpoint.size() == lastSize && !Arrays.equals(lastRoot, checkpoint.root())) {
            return new Answer.Conflict(lastSize);
        }
        boolean grown = lastSize == 0
                ? request.proof().isEmpty()
                : Proofs.consistent(lastSize, checkpoint.size(), lastRoot, checkpoint.root(), request.proof());
        if (!grown) {
            return new Answer.Refused(422, "the proof does not lead from " + lastSize + " to " + checkpoint.size());
        }
        memory.remember(checkpoint, request.note());
        return new Answer.Cosigned(
                key.cosign(checkpoint.note().text(), clock.instant().getEpochSecond()));
    }

    /** A log is known by the name of its key; its later epochs by {@code <name>/e<n>}. */
    private static boolean names(Vkey log, String origin) {
        return origin.equals(log.name())
                || origin.startsWith(log.name() + "/e")
                        && origin.substring(log.name().length()).matches("/e[1-9][0-9]{0,5}");
    }

    /** The body of a request, taken apart. */
    private record AddCheckpoint(long oldSize, List<byte[]> proof, Checkpoint checkpoint, byte[] note) {
        private static final int MOST_HASHES = 63;

        static AddCheckpoint of(byte[] body) {
            String text = new String(body, StandardCharsets.UTF_8);
            int split = text.indexOf("\n\n");
            if (split < 0) {
                throw new Malformed("no empty line before the checkpoint");
            }
            String[] lines = text.substring(0, split).split("\n", -1);
            if (!lines[0].matches("old (0|[1-9][0-9]{0,17})") || lines.length > MOST_HASHES + 1) {
                throw new Malformed("no old size, or more than " + MOST_HASHES + " hashes");
            }
            byte[] note = text.substring(split + 2).getBytes(StandardCharsets.UTF_8);
            List<byte[]> proof =
                    Arrays.stream(lines).skip(1).map(AddCheckpoint::hash).toList();
            return new AddCheckpoint(Long.parseLong(lines[0].substring(4)), proof, Checkpoint.of(note), note);
        }

        private static byte[] hash(String line) {
            try {
                byte[] hash = Base64.getDecoder().decode(line);
                if (hash.length == TreeHash.LENGTH) {
                    return hash;
                }
            } catch (IllegalArgumentException e) {
                throw new Malformed("a hash that is no base64");
            }
            throw new Malformed("a hash that has not 32 bytes");
        }
    }
}
