package health.keyward.audit.keycloak;

import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.Outlet;
import health.keyward.audit.core.Told;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A file per day (UTC, of the entry's own place in the log), named {@code <feed>-<date>.<ending>}, one line per entry, forced to the disk before it
 * counts. What could not be written whole is cut off again; a line that a crash tore is ended, so that it spoils only itself.
 */
final class FileOutlet implements Outlet {
    private static final Set<StandardOpenOption> OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final FeedPlan plan;
    private final Path directory;

    FileOutlet(FeedPlan plan) {
        this.plan = plan;
        this.directory = Path.of(plan.target());
    }

    @Override
    public Outcome send(List<Told> batch) {
        Map<LocalDate, List<Told>> days = batch.stream()
                .collect(Collectors.groupingBy(
                        told -> LocalDate.ofInstant(told.seqAt(), ZoneOffset.UTC), TreeMap::new, Collectors.toList()));
        try {
            Files.createDirectories(directory);
            for (Map.Entry<LocalDate, List<Told>> day : days.entrySet()) {
                append(
                        directory.resolve(plan.name() + "-" + day.getKey() + "."
                                + plan.format().ending()),
                        day.getValue());
            }
            return new Outcome.Taken();
        } catch (IOException e) {
            return new Outcome.Refused("file: " + e.getClass().getSimpleName() + ": " + reason(e));
        }
    }

    private void append(Path file, List<Told> entries) throws IOException {
        StringBuilder lines = new StringBuilder();
        entries.forEach(
                told -> lines.append(plan.format().line(told, plan.host())).append('\n'));
        try (FileChannel channel = FileChannel.open(
                file, OPEN, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            long end = channel.size();
            channel.position(end);
            try {
                if (torn(channel, end)) {
                    write(channel, "\n");
                }
                write(channel, lines.toString());
                channel.force(true);
            } catch (IOException e) {
                restore(channel, end, e);
                throw e;
            }
        }
    }

    private static boolean torn(FileChannel channel, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void restore(FileChannel channel, long end, IOException cause) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** The operating system's words, without the path. */
    private static String reason(IOException e) {
        String message = e instanceof java.nio.file.FileSystemException f ? f.getReason() : e.getMessage();
        return message == null ? "" : message;
    }
}
