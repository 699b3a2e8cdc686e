package health.keyward.local.house;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code run.json}: who runs the house, and which processes belong to it. Written before a process is trusted to exist. */
final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Run run;

    /**
     * @param starter the process that holds the house
     * @param children in the order of their start
     */
    record Run(int portBase, int nodes, Trace starter, List<Trace> children) {}

    private RunFile(Path file, Run run) {
        this.file = file;
        this.run = run;
    }

    static RunFile create(Path file, int portBase, int nodes) {
        RunFile made = new RunFile(file, new Run(portBase, nodes, Trace.ofThisProcess(), new ArrayList<>()));
        made.save();
        return made;
    }

    /** What an earlier starter wrote; empty when there is none or it cannot be read. */
    static Optional<Run> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Run.class));
        } catch (IOException halfWritten) {
            return Optional.empty();
        }
    }

    /** Processes that outlived their starter, last started first; a number that now belongs to somebody else is not among them. */
    static List<Trace> leftovers(Run run, Trace.Processes processes) {
        return run.children().reversed().stream()
                .filter(child -> child.isStillThere(processes))
                .toList();
    }

    synchronized void add(Trace child) {
        run.children().removeIf(earlier -> earlier.name().equals(child.name()));
        run.children().add(child);
        save();
    }

    synchronized void remove() {
        PrivateFiles.delete(file);
    }

    private void save() {
        try {
            PrivateFiles.write(file, JSON.writeValueAsBytes(run));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
