package health.keyward.verifier.witness;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.note.Checkpoint;
import health.keyward.verifier.tree.TreeHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** One file per log, named by the hash of its origin. */
final class FolderMemory implements Memory {
    private final Path folder;

    FolderMemory(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Checkpoint> newest(String origin) throws IOException {
        Path file = file(origin);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Checkpoint.of(Files.readAllBytes(file)));
        } catch (Malformed e) {
            throw new IOException(file + " is damaged, and without it a fork cannot be told: " + e.what());
        }
    }

    @Override
    public Optional<byte[]> newestByHash(String hash) throws IOException {
        if (!hash.matches("[0-9a-f]{64}") || !Files.exists(folder.resolve("log-" + hash))) {
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(folder.resolve("log-" + hash)));
    }

    @Override
    public void remember(Checkpoint checkpoint, byte[] note) throws IOException {
        Durable.write(file(checkpoint.origin()), note);
    }

    private Path file(String origin) {
        byte[] hash = TreeHash.sha256(origin.getBytes(StandardCharsets.UTF_8));
        return folder.resolve("log-" + HexFormat.of().formatHex(hash));
    }
}
