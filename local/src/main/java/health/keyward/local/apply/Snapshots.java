package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Snapshot files of one realm: written before anything is changed, the newest one is what {@code --undo} takes back. */
final class Snapshots {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String server;
    private final String realm;
    private final Clock clock;

    Snapshots(Path directory, String server, String realm, Clock clock) {
        this.directory = directory;
        this.server = server;
        this.realm = realm;
        this.clock = clock;
    }

    /** A new file for this realm that holds {@code entries}. */
    Path write(ArrayNode entries) {
        Path file = directory.resolve(
                realm.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + STAMP.format(clock.instant()) + ".json");
        rewrite(file, entries);
        return file;
    }

    void rewrite(Path file, ArrayNode entries) {
        ObjectNode whole = Json.object().put("server", server).put("realm", realm);
        whole.put("taken", clock.instant().toString());
        whole.set("entries", entries);
        PrivateFile.write(file, whole.toPrettyString() + "\n");
    }

    /** The newest snapshot of this realm on this server that was not taken back yet. */
    Optional<Path> newest() {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(this::isOfThisRealm)
                    .max(Comparator.comparing(file -> file.getFileName().toString()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot list " + directory, unreadable);
        }
    }

    JsonNode entries(Path file) {
        return Json.read(file).path("entries");
    }

    /** Keeps the file but takes it out of the reach of {@link #newest}. */
    void takenBack(Path file) {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".undone"));
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot rename " + file, failed);
        }
    }

    private boolean isOfThisRealm(Path file) {
        JsonNode whole = Json.read(file);
        return whole.path("realm").asText().equals(realm)
                && whole.path("server").asText().equals(server);
    }
}
